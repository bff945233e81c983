import type { GetItemOutput, ScanOutput } from '@aws-sdk/client-dynamodb'
import type {
  CreateCertificateFromCsrResponse,
  CreateKeysAndCertificateResponse,
  DescribeCertificateResponse,
  DescribeThingResponse,
  DescribeThingTypeResponse,
  GetPolicyResponse,
  ListCertificatesResponse,
  ListPolicyVersionsResponse,
  ListThingPrincipalsResponse,
} from '@aws-sdk/client-iot'
import { createIotDriver } from '@thingplan/aws-adapter'
import { createIotIssuer, type Issuer } from '@thingplan/aws-adapter/authority'
import { createDynamoDbDeviceStore } from '@thingplan/aws-adapter/dynamodb'
import { createVendingHandler } from '@thingplan/aws-adapter/vending'
import { type Driver, defineRegistration } from '@thingplan/core'
import { defineVending, hashKey } from '@thingplan/core/lifecycle'
import { createMemoryDeviceStore } from '@thingplan/core/testing'
import { createCertificateAuthority, readCertificateRequest } from '@thingplan/pki'
import { type CallCount, countCalls } from '../measure/count-calls.js'
import { median } from '../measure/interleave.js'
import { account } from '../our-pipeline.js'
import { vendAsFirstMachine } from '../peers/first-vending-machine.js'
import { type Result, toCompare } from '../result.js'
import { createVendingDevice, enrolAll, subjectOf, token, type VendingDevice } from '../vending-devices.js'

/** An answer to any call of either machine; every field of AWS's answers is optional. */
type Answer = CreateCertificateFromCsrResponse &
  CreateKeysAndCertificateResponse &
  DescribeCertificateResponse &
  DescribeThingResponse &
  DescribeThingTypeResponse &
  GetItemOutput &
  GetPolicyResponse &
  ListCertificatesResponse &
  ListPolicyVersionsResponse &
  ListThingPrincipalsResponse &
  ScanOutput

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }],
} as const
const pumps = defineRegistration({
  name: 'pumps',
  rules: [],
  profiles: [
    {
      thing: { name: '<%= certificate.attributes.subject.CN %>' },
      policies: [{ name: 'pump', document }],
    },
  ],
})
const vending = defineVending({ account, registration: pumps, issuer: 'aws-iot' })

type Input = Readonly<Record<string, unknown>>

const inputOf = (input: object): Input => ({ ...input })

const arnOf = (id: string): string => `arn:aws:iot:${account.region}:${account.id}:cert/${id}`

const describedAs = (device: VendingDevice): Answer => ({
  certificateDescription: {
    certificateId: device.certificate.id,
    certificateArn: arnOf(device.certificate.id),
    certificatePem: device.certificate.pem,
    status: 'INACTIVE',
  },
})

/** AWS, as far as both machines ask it: a table, certificates that were made before, and a policy that exists. */
const backendOf = (devices: readonly VendingDevice[]) => {
  const items = new Map<string, GetItemOutput['Item']>()
  const [any] = devices
  return (given: object): Answer => {
    const { Key, Item, policyName, certificateSigningRequest, certificateId, setAsActive } = inputOf(given)
    if (Item !== undefined) items.set(JSON.stringify(inputOf(Object(Item))['pk']), Object(Item))
    if (Key !== undefined && 'serialNumber' in Object(Key)) return { Item: { deviceToken: { S: token } } }
    if (Key !== undefined) {
      const stored = items.get(JSON.stringify(inputOf(Object(Key))['pk']))
      return stored === undefined ? {} : { Item: stored }
    }
    if (policyName !== undefined) return { policyDocument: JSON.stringify(document) }
    const device = devices.find(
      ({ request, certificate }) => request.pem === certificateSigningRequest || certificate.id === certificateId,
    )
    const made = device ?? (setAsActive === true ? any : undefined)
    if (made === undefined) return {}
    const { id, pem: certificatePem } = made.certificate
    return { certificateId: id, certificateArn: arnOf(id), certificatePem, ...describedAs(made) }
  }
}

const post = (body: string): Request =>
  new Request('https://vending.example/certificates', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })

const requireVended = (response: Response): void => {
  if (response.status !== 200) throw new Error(`the device of the bench gets no certificate: ${response.status}`)
}

/** The second issue that a warm process sees; the shared policy was compared at the first. */
const countOurs = async (devices: readonly [VendingDevice, VendingDevice]): Promise<CallCount> => {
  const client = countCalls(backendOf(devices))
  const store = createDynamoDbDeviceStore({ client, tableName: 'devices' })
  await enrolAll(store, devices)
  const handler = createVendingHandler({
    vending,
    store,
    issuer: createIotIssuer({ client }),
    driver: createIotDriver({ client }),
    subject: subjectOf,
    ownsDevice: 'nobody',
  })
  const [first, second] = devices
  requireVended(await handler.fetch(post(first.body), '192.0.2.1'))
  client.take()
  requireVended(await handler.fetch(post(second.body), '192.0.2.1'))
  return client.take()
}

/** The root is fetched by HTTPS from elsewhere: a round trip as well. */
const countFirstMachine = async (devices: readonly VendingDevice[]): Promise<CallCount> => {
  const client = countCalls(backendOf(devices))
  const body = JSON.stringify({ serialNumber: 'SN-0', deviceToken: token })
  await vendAsFirstMachine(body, client, async () => {
    await client.send({ input: {} })
    return ''
  })
  return client.take()
}

/** Works on everything, so many at a time. */
const atOnce = async <Item>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const queue = items.values()
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: most }, worker))
}

/** Requests a second, each of them a first issue, with a backend that answers at once. */
const ratePerSecond = async (devices: readonly VendingDevice[], most: number): Promise<number> => {
  const certificates = new Map(devices.map(({ request, certificate }) => [hashKey(request.spki), certificate.pem]))
  const issuer: Issuer = {
    issue: async ({ idempotencyKey = '' }) => ({
      certificatePem: certificates.get(idempotencyKey) ?? '',
      registered: true,
    }),
  }
  const driver: Driver = { perform: async () => ({ outcome: 'done' }) }
  const store = createMemoryDeviceStore()
  await enrolAll(store, devices)
  const handler = createVendingHandler({ vending, store, issuer, driver, subject: subjectOf, ownsDevice: 'nobody' })
  const start = performance.now()
  await atOnce(devices, most, async ({ body }) => requireVended(await handler.fetch(post(body), '192.0.2.1')))
  return (devices.length * 1000) / (performance.now() - start)
}

const rateOfFirstMachine = async (devices: readonly VendingDevice[], most: number): Promise<number> => {
  const answer = backendOf(devices)
  const client = { send: async ({ input }: { readonly input: object }) => answer(input) }
  const start = performance.now()
  await atOnce(devices, most, async ({ serialNumber }) => {
    await vendAsFirstMachine(JSON.stringify({ serialNumber, deviceToken: token }), client, async () => '')
  })
  return (devices.length * 1000) / (performance.now() - start)
}

/** What nobody can do without who is sent a request: read it, and verify that its sender holds the key. */
const rateOfVerification = async (devices: readonly VendingDevice[], most: number): Promise<number> => {
  const start = performance.now()
  await atOnce(devices, most, async ({ request }) => void (await readCertificateRequest(request.pem)))
  return (devices.length * 1000) / (performance.now() - start)
}

const plain = (value: number): string => `${value}`
const perSecond = (value: number): string => `${value.toFixed(0)}/s`

/**
 * What an issue costs: calls to AWS and how many wait for one another, and how many requests a second a process decides on. The first
 * machine makes fewer calls because it writes nothing down before it issues, and verifies no request because it makes the key.
 */
export const measureVending = async (rounds: number): Promise<Result[]> => {
  const authority = await createCertificateAuthority({ subject: { CN: 'Fleet CA' } })
  const devices: VendingDevice[] = []
  for (let index = 0; index < 512; index += 1) devices.push(await createVendingDevice(authority, index))
  const [first, second] = devices
  if (first === undefined || second === undefined) throw new Error('the bench has no devices')
  const ours = await countOurs([first, second])
  const theirs = await countFirstMachine(devices)

  const results = [
    toCompare('calls to AWS of an issue, claimed, recorded, activated last', ours.calls, plain),
    toCompare('  round trips deep', ours.depth, plain),
    toCompare("  the first vending machine's, with its root", theirs.calls, plain),
    toCompare('    round trips deep', theirs.depth, plain),
  ]
  await ratePerSecond(devices, 16)
  for (const most of [1, 16, 256]) {
    const rates = { ours: [] as number[], least: [] as number[], theirs: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      rates.ours.push(await ratePerSecond(devices, most))
      rates.least.push(await rateOfVerification(devices, most))
      rates.theirs.push(await rateOfFirstMachine(devices, most))
    }
    results.push(toCompare(`issues a second, instant backend, ${most} at once`, median(rates.ours), perSecond))
    results.push(toCompare('  reading and verifying the certificate requests alone', median(rates.least), perSecond))
    results.push(toCompare('  the first vending machine, which verifies nothing', median(rates.theirs), perSecond))
  }
  return results
}
