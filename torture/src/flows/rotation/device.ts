import { type Certificate, readCertificate } from '@thingplan/core'
import { hashKey } from '@thingplan/core/lifecycle'
import type { Answer } from '../../flow.js'
import type { World } from '../../world/world.js'
import type { Errand } from '../errand.js'
import { type Stage, walk } from '../walk.js'
import type { RotationDesk } from './desk.js'
import type { KeyRequest } from './material.js'

/** A rotation that the device is offered. */
export interface Job {
  readonly id: string
  /** How long the device has time to prove the new certificate. */
  readonly withinMs: number
  readonly request: KeyRequest
  /** Whether the device acknowledges what it is given. */
  readonly isAcknowledged: boolean
}

/** A device that changes its certificate when it is told to. */
export interface RotatedDevice {
  readonly name: string
  readonly thingName: string
  readonly vendor: Certificate
  /** What it was answered with, by job: the certificate, and whether it was told that its acknowledgement has arrived. */
  readonly given: ReadonlyMap<string, { readonly certificate: Certificate; readonly isAcknowledged: boolean }>
  readonly errands: readonly Errand<RotationDesk>[]
  /** A message on one of its topics. */
  hear(topic: string, payload: string): void
}

export interface RotatedDeviceOptions {
  readonly name: string
  readonly vendor: Certificate
  readonly jobs: readonly Job[]
  readonly world: World
}

/** What the rule hands over of a message. */
export const bodyOf = (
  kind: 'create' | 'ack',
  device: string,
  payload: string,
  principal: string,
  added: object = {},
): string =>
  JSON.stringify({
    payload: Buffer.from(payload).toString('base64'),
    principal,
    clientId: `sensor-${device}`,
    topic: `cert-rotation/${kind}-man-cert/${device}/rqst`,
    receivedAt: 1,
    ...added,
  })

export const createDevice = ({ name, vendor, jobs, world }: RotatedDeviceOptions): RotatedDevice => {
  const thingName = `sensor-${name}`
  let isTooLate = false
  const given = new Map<string, { certificate: Certificate; isAcknowledged: boolean }>()

  const deadlines = new Map<string, number>()
  /** The same for every repetition of an offer, until it has passed without being heard of. */
  const deadlineOf = ({ id, withinMs }: Job): number => {
    const now = world.clock.now().getTime()
    const set = deadlines.get(id)
    const deadline = set === undefined || set <= now ? now + withinMs : set
    deadlines.set(id, deadline)
    return deadline
  }

  const told = async (desk: RotationDesk, message: Parameters<RotationDesk['tell']>[1]): Promise<Answer> =>
    (await desk.tell(name, message)).kind === 'failed' ? 'again' : 'settled'

  const stagesOf = (job: Job, index: number): readonly Stage<RotationDesk>[] => {
    const before = jobs[index - 1]
    /** The certificate that the device uses when the job is offered. */
    const current = (): Certificate => (before === undefined ? vendor : (given.get(before.id)?.certificate ?? vendor))
    const requestOver = ({ id }: Certificate): string =>
      bodyOf('create', name, JSON.stringify({ csr: job.request.csr }), id)
    const asks: Stage<RotationDesk> = {
      name: `asks for ${job.id}`,
      run: async (desk) => {
        const answer = await desk.take(requestOver(current()))
        // A device that hears nothing asks again.
        const isAnswered = given.has(job.id) || (isTooLate && !job.isAcknowledged)
        return answer === 'settled' && !isAnswered ? 'again' : answer
      },
    }
    const acknowledges: Stage<RotationDesk> = {
      name: `acknowledges ${job.id}`,
      run: async (desk) => {
        const next = given.get(job.id)
        if (next === undefined || !world.emulator.connectDevice(next.certificate.pem, thingName).accepted)
          return 'again'
        const { id } = next.certificate
        const answer = await desk.take(bodyOf('ack', name, JSON.stringify({ cert_id: id }), id))
        return answer === 'settled' && given.get(job.id)?.isAcknowledged !== true ? 'again' : answer
      },
    }
    return [
      {
        name: `is offered ${job.id}`,
        run: (desk) => told(desk, { kind: 'offer', job: { id: job.id, deadline: deadlineOf(job) } }),
      },
      asks,
      ...(job.isAcknowledged ? [acknowledges] : []),
    ]
  }
  const registered: Stage<RotationDesk> = {
    name: 'is registered',
    run: (desk) => {
      const { id: certificateId, publicKey, notAfter } = vendor
      const keyHash = hashKey(publicKey.spki)
      return told(desk, { kind: 'registered', certificateId, keyHash, notAfter: notAfter.getTime() })
    },
  }
  return {
    name,
    thingName,
    vendor,
    given,
    errands: walk(name, [registered, ...jobs.flatMap(stagesOf)]),
    hear: (topic, payload) => {
      const { pem, cert_id: certificateId, error } = JSON.parse(payload)
      isTooLate ||= error === 'job-over' || error === 'rotation-rolled-back'
      if (topic.includes('create-man-cert') && typeof pem === 'string') {
        const certificate = readCertificate(pem)
        // A certificate is of use to whoever holds its key.
        const job = jobs.find(({ request }) => request.keyHash === hashKey(certificate.publicKey.spki))
        if (job === undefined || given.get(job.id)?.certificate.id === certificate.id) return
        given.set(job.id, { certificate, isAcknowledged: false })
      }
      if (!topic.includes('ack-man-cert')) return
      for (const [id, entry] of given) {
        if (entry.certificate.id === certificateId) given.set(id, { ...entry, isAcknowledged: true })
      }
    },
  }
}
