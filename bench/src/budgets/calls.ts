import type {
  DescribeCertificateResponse,
  DescribeThingResponse,
  DescribeThingTypeResponse,
  GetPolicyResponse,
  ListPolicyVersionsResponse,
  ListThingPrincipalsResponse,
} from '@aws-sdk/client-iot'
import { createJitrHandler } from '@thingplan/aws-adapter'
import { type Certificate, readCertificate } from '@thingplan/core'
import { certificateFixture } from '@thingplan/core/testing'
import { universalJitr } from '@thingplan/templates'
import { type CallCount, countCalls } from '../measure/count-calls.js'
import { account, decideOn, now } from '../our-pipeline.js'
import { atMost, type Result } from '../result.js'

/** An answer to any call; every field of AWS IoT's answers is optional. */
type Answer = DescribeCertificateResponse &
  DescribeThingResponse &
  DescribeThingTypeResponse &
  GetPolicyResponse &
  ListPolicyVersionsResponse &
  ListThingPrincipalsResponse

const caCertificateId = 'ca'.repeat(32)

const deviceOf = (serialNumber: string): Certificate =>
  readCertificate(
    certificateFixture({ subject: { serialNumber, title: 'iot', generationQualifier: 'smart-sensor' } }).pem,
  )

const eventOf = ({ id }: Certificate): object => ({
  certificateId: id,
  caCertificateId,
  timestamp: now.getTime(),
  certificateStatus: 'PENDING_ACTIVATION',
  awsAccountId: account.id,
  certificateRegistrationTimestamp: null,
})

/** What AWS IoT answers while everything that devices share exists already. */
const steadyState = (devices: readonly Certificate[]) => {
  const documents = new Map<string, string>()
  for (const step of devices.flatMap((device) => decideOn(device).plan.steps)) {
    if (step.kind === 'ensure-policy') documents.set(step.policyName, JSON.stringify(step.document))
  }
  return (input: object): Answer => {
    const device = devices.find(({ id }) => 'certificateId' in input && input.certificateId === id)
    const document = 'policyName' in input ? documents.get(`${input.policyName}`) : undefined
    return {
      ...(document === undefined ? {} : { policyDocument: document }),
      ...(device === undefined
        ? {}
        : {
            certificateDescription: {
              certificateArn: `arn:aws:iot:${account.region}:${account.id}:cert/${device.id}`,
              certificateId: device.id,
              caCertificateId,
              status: 'PENDING_ACTIVATION',
              certificatePem: device.pem,
              ownedBy: account.id,
            },
          }),
    }
  }
}

/** One registration in a warm process, the second it sees; the shared policy was compared at the first. */
const registerInSteadyState = async (): Promise<CallCount> => {
  const first = deviceOf('00000001')
  const second = deviceOf('00000002')
  const client = countCalls(steadyState([first, second]))
  const handler = createJitrHandler({ registration: universalJitr(), client, clock: () => now })
  await handler(eventOf(first))
  client.take()
  const outcome = await handler(eventOf(second))
  if (!('kind' in outcome) || outcome.kind !== 'registered')
    throw new Error(`not registered: ${JSON.stringify(outcome)}`)
  return client.take()
}

const plain = (value: number): string => `${value}`

/** Calls to AWS of one registration, and how many of them wait for one another. */
export const measureCalls = async (): Promise<Result[]> => {
  const { calls, depth } = await registerInSteadyState()
  return [
    atMost('calls to AWS of a registration in the steady state', calls, 5, plain),
    atMost('  round trips deep', depth, 4, plain),
  ]
}
