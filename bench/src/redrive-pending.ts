/**
 * Runs a fleet that is stuck in PENDING_ACTIVATION again, and prints by how much the heap has grown meanwhile. One certificate of ten is
 * refused, and explained; the others are registered.
 */
import { readFileSync } from 'node:fs'
import type {
  DescribeCACertificateCommand,
  DescribeCACertificateResponse,
  DescribeCertificateResponse,
  DescribeThingResponse,
  ListCertificatesByCAResponse,
  ListPrincipalThingsResponse,
} from '@aws-sdk/client-iot'
import { redrivePending } from '@thingplan/aws-adapter/redrive'
import { defineRegistration, rule } from '@thingplan/core'
import { heapGrowth } from './heap-growth.js'
import { otherDevices } from './other-devices.js'
import { account, hostSha256, readWithHostHash, now as start } from './our-pipeline.js'

/** An answer to any other call; every field of AWS IoT's answers is optional. */
type Answer = DescribeCertificateResponse &
  DescribeThingResponse &
  ListCertificatesByCAResponse &
  ListPrincipalThingsResponse

const certificates = Number(process.argv[2])
const pageSize = 250
const caCertificateId = 'ca'.repeat(32)
const pemOf = otherDevices(readFileSync(0, 'utf8'))

let now = start.getTime()
let isRunning = false
let reached = 0
/** Lets the run go on up to a page, and no further. */
let goOn = (): void => undefined
let arrive = (): void => undefined

/** What AWS IoT holds is made when it is asked for: the certificates of the page that was listed last. */
let listed = new Map<string, string>()

const pageFrom = (first: number): Answer => {
  const pems = Array.from({ length: Math.min(pageSize, certificates - first) }, (_, index) => pemOf(first + index))
  listed = new Map(pems.map((pem) => [readWithHostHash(pem).id, pem]))
  return {
    certificates: [...listed.keys()].map((certificateId) => ({
      certificateId,
      certificateArn: `arn:aws:iot:${account.region}:${account.id}:cert/${certificateId}`,
      status: 'PENDING_ACTIVATION',
      creationDate: new Date(0),
    })),
    ...(first + pageSize < certificates ? { nextMarker: `${first + pageSize}` } : {}),
  }
}

function send(command: DescribeCACertificateCommand): Promise<DescribeCACertificateResponse>
function send(command: { readonly input: object }): Promise<Answer>
async function send({ input }: { readonly input: object }): Promise<object> {
  if ('ascendingOrder' in input) {
    const first = 'marker' in input ? Number(input.marker) : 0
    if (isRunning && first >= reached) {
      arrive()
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
    }
    return pageFrom(first)
  }
  const certificateId = 'certificateId' in input ? `${input.certificateId}` : undefined
  if (certificateId === caCertificateId) {
    return { certificateDescription: { certificateId, status: 'ACTIVE', autoRegistrationStatus: 'ENABLE' } }
  }
  const certificatePem = certificateId === undefined ? undefined : listed.get(certificateId)
  if (certificateId === undefined || certificatePem === undefined) return {}
  const certificateArn = `arn:aws:iot:${account.region}:${account.id}:cert/${certificateId}`
  const description = { certificateId, certificateArn, caCertificateId, certificatePem }
  return { certificateDescription: { ...description, status: 'PENDING_ACTIVATION' } }
}

const running = redrivePending({
  registration: defineRegistration({
    name: 'sensors',
    rules: [rule('known', ({ certificate }) => !certificate.subject.get('serialNumber')?.endsWith('7'))],
    profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.serialNumber %>' }, policies: [] }],
  }),
  client: { send },
  caCertificateIds: [caCertificateId],
  sha256: hostSha256,
  clock: () => new Date(now),
  sleep: async (ms) => {
    now += ms
  },
  onProgress: () => {
    isRunning = true
  },
})

// Up to the last page: a run that is over holds nothing.
const growth = await heapGrowth(certificates - pageSize, async (to) => {
  reached = to
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  goOn()
  await arrived
})
goOn()
const { counts, causes } = await running
if (counts.registered !== certificates * 0.9 || causes['refused'] !== certificates / 10) {
  throw new Error(`certificates were left: ${JSON.stringify({ counts, causes })}`)
}
process.stdout.write(`${growth}`)
