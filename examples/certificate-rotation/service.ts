import { DescribeCertificateCommand, type IoTClient } from '@aws-sdk/client-iot'
import {
  createJitrHandler,
  type InvocationContext,
  type JitrOutcome,
  parseEventBody,
  type VerifierSource,
} from '@thingplan/aws-adapter'
import type { Issuer } from '@thingplan/aws-adapter/authority'
import {
  createRotationHandler,
  type PublishCalls,
  type RotationHandlerOutcome,
  type RotationStore,
  resumeRotations,
} from '@thingplan/aws-adapter/rotation'
import { type Account, readCertificate } from '@thingplan/core'
import { allowRotation, hashKey, type RotationInternalMessage } from '@thingplan/core/lifecycle'
import { deviceOf, onboarding, prefix, sensors, subjectOf, thingNameOf } from './registration.js'

export interface ServiceParts {
  readonly account: Account
  readonly iot: IoTClient
  /** Answers devices. */
  readonly data: PublishCalls
  /** The manufacturer's CA. */
  readonly issuer: Issuer
  readonly store: RotationStore
  readonly clock?: () => Date
  /** Default: one line of JSON each. */
  readonly onOutcome?: (outcome: JitrOutcome | RotationHandlerOutcome) => void
}

/** The messages of a batch that SQS is to deliver again. */
export interface Batch {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}

export interface Service {
  /** Expects a device. */
  allow(device: string): Promise<void>
  /** Registration events, through SQS: the device becomes a thing, and is offered a certificate of ours. */
  register(event: SqsEvent, context?: InvocationContext): Promise<Batch>
  /** What devices say about their certificates, through SQS. */
  rotate(event: SqsEvent, context?: InvocationContext): Promise<Batch>
  /** Offers a certificate once more, under a name that no offer has had; false where one is open, or the device is not to have one. */
  offerAgain(device: string, jobId: string): Promise<boolean>
  /** Carries on what was left by workers that have died, and rolls back what was not acknowledged in time. */
  tidy(): Promise<void>
}

export interface SqsEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string; readonly eventSource: string }[]
}

/** How long a device may take until it works with its new certificate. */
const patienceMs = 7 * 86_400_000

/** What a log line tells: who it was about, who has sent it, and why nothing came of it. There is no certificate request in it. */
const logged = ['kind', 'reason', 'device', 'principal', 'certificateId', 'message']

const log = (outcome: JitrOutcome | RotationHandlerOutcome): void => console.log(JSON.stringify(outcome, logged))

/** Registration and rotation for any clients: AWS's in the Lambda, the emulator's on this machine. */
export const createService = (parts: ServiceParts): Service => {
  const { account, iot, data, issuer, store, clock = () => new Date(), onOutcome = log } = parts

  /** Expected, and not yet somebody: whoever has a certificate of the vendor's for a device that is at work is no device of ours. */
  const allowList: VerifierSource = async (_, { certificate }) => {
    const stored = await store.read(deviceOf(certificate) ?? '')
    if (stored === undefined) return { outcome: 'refused', reason: 'nobody expects this device' }
    const { state, current } = stored.record
    if (state === 'allowed' || current?.certificateId === certificate.id) return { outcome: 'accepted' }
    return { outcome: 'refused', reason: 'the device has been here with another certificate' }
  }

  const registration = createJitrHandler({
    registration: sensors,
    client: iot,
    verifiers: { 'allow-list': allowList },
    clock,
    onOutcome,
  })
  const rotation = createRotationHandler({
    rotation: onboarding,
    account,
    client: iot,
    data,
    issuer,
    store,
    subject: subjectOf,
    prefix,
    clock,
    onOutcome,
  })

  /** A refusal says that it was told before, or that another certificate has come first; neither is to be told again. */
  const tell = async (device: string, message: RotationInternalMessage): Promise<boolean> => {
    const outcome = await rotation.tell(device, message)
    if (outcome.kind === 'failed') throw new Error(outcome.message)
    return outcome.kind === 'accepted'
  }

  const offerJob = (device: string, id: string): Promise<boolean> =>
    tell(device, { kind: 'offer', job: { id, deadline: clock().getTime() + patienceMs } })

  /** Whoever has become ACTIVE is offered a certificate of ours. It converges: the event may come again. */
  const offer = async (eventBody: string): Promise<void> => {
    const { certificateId } = parseEventBody(eventBody)
    const { certificateDescription } = await iot.send(new DescribeCertificateCommand({ certificateId }))
    if (certificateDescription?.status !== 'ACTIVE' || certificateDescription.certificatePem === undefined) return
    const certificate = readCertificate(certificateDescription.certificatePem)
    const device = deviceOf(certificate)
    if (device === undefined) return
    const keyHash = hashKey(certificate.publicKey.spki)
    const notAfter = certificate.notAfter.getTime()
    if (!(await tell(device, { kind: 'registered', certificateId, keyHash, notAfter }))) return
    await offerJob(device, `onboarding:${certificateId}`)
  }

  return {
    allow: async (device) => {
      const record = allowRotation({ device, thingName: thingNameOf(device) })
      await store.write({ record, expects: { version: 0 } })
    },
    register: async (event, context) => {
      const answer = await registration(event, context)
      const failed = new Set(
        'batchItemFailures' in answer ? answer.batchItemFailures.map((one) => one.itemIdentifier) : [],
      )
      for (const { messageId, body } of event.Records) {
        if (failed.has(messageId)) continue
        await offer(body).catch(() => failed.add(messageId))
      }
      return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) }
    },
    rotate: async (event, context) => {
      const answer = await rotation.lambda(event, context)
      return 'batchItemFailures' in answer ? answer : { batchItemFailures: [] }
    },
    offerAgain: offerJob,
    tidy: async () => {
      await resumeRotations({ rotations: rotation, store, clock })
    },
  }
}
