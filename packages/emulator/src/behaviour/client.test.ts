import {
  AttachPolicyCommand,
  CreateDomainConfigurationCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  CreateThingTypeCommand,
  DescribeEndpointCommand,
  DescribeThingCommand,
  type IoTClient,
  IoTServiceException,
  LimitExceededException,
  UpdateThingCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { EmulatorError } from '../emulator-error.js'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { anything } from '../fixtures/policies.js'

/** Counts how often a request is built, which happens once for each command and before its attempts. */
const countBuilds = (client: IoTClient): { readonly paths: readonly string[] } => {
  const paths: string[] = []
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args
      if (typeof request === 'object' && request !== null && 'path' in request) paths.push(String(request.path))
      return next(args)
    },
    { step: 'build', name: 'countBuilds' },
  )
  return { paths }
}

describe('the client', () => {
  it('CLIENT-01 sends commands through the SDK as far as the network', async () => {
    const { client } = emptyAccount({ transport: 'full' })
    const builds = countBuilds(client)
    const { $metadata } = await client.send(new CreateThingCommand({ thingName: 'sensor:1' }))
    expect(builds.paths).toEqual(['/things/sensor%3A1'])
    expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 })
  })

  it('CLIENT-02 answers at once with the fast transport, and the same', async () => {
    const emulator = emptyAccount({ transport: 'full' })
    const fast = emulator.createClient({ transport: 'fast' })
    const builds = countBuilds(fast)
    const { $metadata: _, ...quick } = await fast.send(new CreateThingCommand({ thingName: 'sensor-1' }))
    const { $metadata: __, ...slow } = await emulator.client.send(new CreateThingCommand({ thingName: 'sensor-1' }))
    expect(quick).toEqual(slow)
    expect(builds.paths).toEqual([])
  })

  type Refused = (client: IoTClient) => Promise<unknown>
  const other = { thingName: 'taken', attributePayload: { attributes: { a: '1' } } }
  const noPolicy = { policyName: 'p', policyDocument: '{}' }
  const refusals: readonly (readonly [string, number, Refused])[] = [
    ['InvalidRequestException', 400, (client) => client.send(new CreateThingCommand({ thingName: 'a b' }))],
    ['ResourceNotFoundException', 404, (client) => client.send(new DescribeThingCommand({ thingName: 'nobody' }))],
    ['ResourceAlreadyExistsException', 409, (client) => client.send(new CreateThingCommand(other))],
    [
      'VersionConflictException',
      409,
      (client) => client.send(new UpdateThingCommand({ thingName: 'taken', expectedVersion: 7 })),
    ],
    ['MalformedPolicyException', 400, (client) => client.send(new CreatePolicyCommand(noPolicy))],
  ]

  it.each(refusals)(
    'CLIENT-03 throws the exceptions of the SDK with the codes of the service model: %s, %i',
    async (name, httpStatusCode, refused) => {
      const { client } = emptyAccount({ transport: 'full' })
      await client.send(new CreateThingCommand({ thingName: 'taken' }))
      const error: unknown = await refused(client).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(IoTServiceException)
      expect(error).toMatchObject({ name, $fault: 'client', $metadata: { httpStatusCode } })
      expect(error instanceof Error && error.constructor.name).toBe(name)
    },
  )

  it('CLIENT-04 leaves retrying to the SDK: LimitExceededException counts as throttling there', async () => {
    const emulator = emptyAccount()
    const group = { thingGroupName: 'group' }
    await emulator.client.send(new CreateThingGroupCommand(group))
    const target = `${arnPrefix}thinggroup/group`
    for (const policyName of ['one', 'two', 'three']) {
      await emulator.client.send(new CreatePolicyCommand({ policyName, policyDocument: anything }))
    }
    for (const policyName of ['one', 'two']) await emulator.client.send(new AttachPolicyCommand({ policyName, target }))

    emulator.forgetCalls()
    const client = emulator.createClient({ transport: 'full', maxAttempts: 2 })
    const refused = client.send(new AttachPolicyCommand({ policyName: 'three', target }))
    await expect(refused).rejects.toBeInstanceOf(LimitExceededException)
    expect(emulator.calls.map(({ outcome }) => outcome)).toEqual(['LimitExceededException', 'LimitExceededException'])
  })

  it('CLIENT-05 refuses a command that is not emulated, once and by name', async () => {
    const emulator = emptyAccount({ transport: 'full' })
    const refused = emulator.client.send(new CreateDomainConfigurationCommand({ domainConfigurationName: 'own' }))
    await expect(refused).rejects.toBeInstanceOf(EmulatorError)
    await expect(refused).rejects.toMatchObject({
      code: 'emulator-command-unsupported',
      value: 'CreateDomainConfiguration',
    })
    expect(emulator.calls).toHaveLength(1)
  })

  it('CLIENT-06 refuses a member of the input that it would have to ignore', async () => {
    const { client } = emptyAccount()
    const refused = client.send(new DescribeEndpointCommand(Object.assign({ endpointType: 'iot:Data-ATS' }, { x: 1 })))
    await expect(refused).rejects.toMatchObject({ code: 'emulator-input-unsupported', field: 'x' })
    const mqtt5Configuration = { propagatingAttributes: [] }
    const nested = new CreateThingTypeCommand({ thingTypeName: 'sensor', thingTypeProperties: { mqtt5Configuration } })
    await expect(client.send(nested)).rejects.toMatchObject({ field: 'mqtt5Configuration' })
    const tags = [{ Key: 'team', Value: 'a' }]
    await client.send(new CreateThingTypeCommand({ thingTypeName: 'sensor', tags }))
  })

  it('CLIENT-07 gives any number of clients of one registry', async () => {
    const emulator = emptyAccount()
    await emulator.client.send(new CreateThingCommand({ thingName: 'sensor-1' }))
    const { thingName } = await emulator.createClient().send(new DescribeThingCommand({ thingName: 'sensor-1' }))
    expect(thingName).toBe('sensor-1')
  })

  it('CLIENT-08 records every call with a summary of its input and its outcome', async () => {
    const emulator = emptyAccount()
    await emulator.client.send(
      new CreatePolicyCommand({ policyName: 'p', policyDocument: `${anything}${' '.repeat(300)}` }),
    )
    await emulator.client.send(new DescribeThingCommand({ thingName: 'nobody' })).catch(() => undefined)
    expect(emulator.calls).toEqual([
      {
        name: 'CreatePolicy',
        input: { policyName: 'p', policyDocument: expect.stringMatching(/^.{200}…$/) },
        outcome: 'success',
      },
      { name: 'DescribeThing', input: { thingName: 'nobody' }, outcome: 'ResourceNotFoundException' },
    ])
    emulator.forgetCalls()
    expect(emulator.calls).toEqual([])
  })

  it.each(['full', 'fast'] as const)(
    'CLIENT-09 refuses an input that no request can carry, before anything is done: %s transport',
    async (transport) => {
      const emulator = emptyAccount({ transport })
      const input = { thingTypeName: 'sensor', tags: [{ Key: 'team', Value: () => 'a' }] }
      const command = Reflect.construct(CreateThingTypeCommand, [input])
      await expect(emulator.client.send(command)).rejects.toMatchObject({
        name: 'EmulatorError',
        code: 'emulator-input-unsupported',
        field: 'tags',
        message: '`CreateThingType` has a member `tags` that no request can carry',
      })
      expect(emulator.snapshot().thingTypes).toEqual({})
      expect(emulator.calls).toEqual([])
    },
  )
})
