import { type Decision, decide, type EnsurePolicyStep, type EnsureThingStep, execute, rule } from '@thingplan/core'
import { largestPolicy, policySize } from '@thingplan/core/policy'
import { certificateFixture, createMemoryDriver, factsFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { attributeNames } from './attribute-names.js'
import { interceptor } from './interceptor.js'
import type { UniversalJitrParameters } from './parameters.js'
import { universalJitr } from './universal-jitr.js'

/** The example subject of the universal JITR's documentation. */
const documented = {
  O: 'AcmeInc',
  OU: 'MyAcme',
  emailAddress: 'device@acme.example',
  L: 'Paris',
  ST: 'IDF',
  C: 'FR',
  CN: 'device.acme.example',
  serialNumber: '1234-5678',
  title: 'iot',
  generationQualifier: 'smart-sensor',
}

type Subject = Record<string, string | string[]>

const decideOn = (subject: Subject, parameters: UniversalJitrParameters = {}): Decision =>
  decide(universalJitr(parameters), factsFixture({ subject }))

const thingOf = (decision: Decision): EnsureThingStep | undefined =>
  decision.verdict === 'accept'
    ? decision.plan.steps.find((step): step is EnsureThingStep => step.kind === 'ensure-thing')
    : undefined

const policyOf = (decision: Decision): EnsurePolicyStep | undefined =>
  decision.verdict === 'accept'
    ? decision.plan.steps.find((step): step is EnsurePolicyStep => step.kind === 'ensure-policy')
    : undefined

const resourcesOf = (policy: EnsurePolicyStep | undefined, action: string): unknown =>
  policy?.document.Statement.find((statement) => statement.Action === action)?.Resource

const failures = (decision: Decision): unknown[] =>
  decision.findings.filter(({ ok }) => !ok).map(({ code, evidence }) => [code, evidence['field']])

const arn = (resource: string): string => `arn:aws:iot:eu-central-1:123456789012:${resource}`

describe('an `iot` device', () => {
  it('becomes the thing that the universal JITR made of it', () => {
    expect(thingOf(decideOn(documented))).toMatchObject({
      thingName: 'thing-1234-5678',
      thingTypeName: 'smart-sensor-device',
      attributes: {
        organization: 'AcmeInc',
        organizational_unit: 'MyAcme',
        email_address: 'device@acme.example',
        locality: 'Paris',
        state: 'IDF',
        country: 'FR',
        common_name: 'device.acme.example',
        serial_number: '1234-5678',
        device_type: 'iot',
        product_id: 'smart-sensor',
      },
    })
  })

  it('has a type that can be searched by serial number, product and device type', () => {
    const decision = decideOn(documented)
    expect(decision.verdict === 'accept' && decision.plan.steps[0]).toMatchObject({
      kind: 'ensure-thing-type',
      thingTypeName: 'smart-sensor-device',
      searchableAttributes: ['device_type', 'product_id', 'serial_number'],
    })
  })

  it('shares one policy with all others, whatever its certificate says', () => {
    const one = policyOf(decideOn(documented))
    const other = policyOf(decideOn({ ...documented, serialNumber: '9', CN: 'other' }))
    expect(one).toMatchObject({ policyName: 'iot-device', scope: 'shared' })
    expect(other).toEqual(one)
  })

  it('may use its own topics and its own shadow only', () => {
    const own = ['device/${iot:Connection.Thing.ThingName}', 'device/${iot:Connection.Thing.ThingName}/*']
    const shadow = '$aws/things/${iot:Connection.Thing.ThingName}/shadow/*'
    const policy = policyOf(decideOn(documented))
    expect(resourcesOf(policy, 'iot:Publish')).toEqual([...own, shadow].map((topic) => arn(`topic/${topic}`)))
    expect(resourcesOf(policy, 'iot:Receive')).toEqual([...own, shadow].map((topic) => arn(`topic/${topic}`)))
    expect(resourcesOf(policy, 'iot:Subscribe')).toEqual([...own, shadow].map((topic) => arn(`topicfilter/${topic}`)))
  })

  it('gets the resources of its parameters, which are comma-separated', () => {
    const decision = decideOn(documented, {
      DevicePolicyName: 'fleet',
      DevicePublishPolicy: 'telemetry/${iot:Connection.Thing.ThingName}, alarms',
      DeviceSubscribePolicy: 'commands/+',
      DeviceReceivePolicy: 'commands/*',
    })
    const policy = policyOf(decision)
    expect(policy?.policyName).toBe('fleet')
    expect(resourcesOf(policy, 'iot:Publish')).toEqual(
      expect.arrayContaining([arn('topic/telemetry/${iot:Connection.Thing.ThingName}'), arn('topic/alarms')]),
    )
    expect(resourcesOf(policy, 'iot:Subscribe')).toContain(arn('topicfilter/commands/+'))
    expect(resourcesOf(policy, 'iot:Receive')).toContain(arn('topic/commands/*'))
  })

  it('is named by templates of the caller', () => {
    const ThingName =
      "<%= certificate.attributes.subject['2.5.4.44'] %>-<%= certificate.attributes.subject.serialNumber %>"
    const ThingTypeName = '<%= certificate.attributes.subject.C %>-sensor'
    expect(thingOf(decideOn(documented, { ThingName, ThingTypeName }))).toMatchObject({
      thingName: 'smart-sensor-1234-5678',
      thingTypeName: 'FR-sensor',
    })
  })
})

describe('a `greengrass` device', () => {
  const core = { ...documented, title: 'greengrass' }

  it('joins its thing group', () => {
    const decision = decideOn(core)
    expect(decision.verdict === 'accept' && decision.plan.steps).toContainEqual(
      expect.objectContaining({
        kind: 'add-to-thing-group',
        thingName: 'thing-1234-5678',
        thingGroupName: '1234-5678-group',
      }),
    )
  })

  it('has a policy of its own, with the role alias', () => {
    const policy = policyOf(decideOn(core, { GreengrassRoleAlias: 'CoreRole' }))
    expect(policy).toMatchObject({ policyName: 'greengrass-thing-1234-5678', scope: 'device' })
    expect(resourcesOf(policy, 'iot:AssumeRoleWithCertificate')).toBe(arn('rolealias/CoreRole'))
  })

  it('has its name written out where the stack had a variable, which core devices do not have', () => {
    const own = 'device/${iot:Connection.Thing.ThingName}'
    const policy = policyOf(decideOn(core, { GreengrassSubscribePolicy: `${own},${own}/*` }))
    expect(JSON.stringify(policy?.document)).not.toContain('${')
    expect(resourcesOf(policy, 'iot:Subscribe')).toContain(arn('topicfilter/device/thing-1234-5678/*'))
  })

  it('gets the group, the policy and the resources of its parameters', () => {
    const decision = decideOn(core, {
      GreengrassGroupName: '<%= certificate.attributes.subject.C %>-cores',
      GreengrassPolicyName: 'core-<%= certificate.attributes.subject.serialNumber %>',
      GreengrassPublishPolicy: 'telemetry/${iot:Connection.Thing.ThingName}',
      GreengrassReceivePolicy: 'commands/${iot:Connection.Thing.ThingName}',
    })
    const policy = policyOf(decision)
    expect(policy?.policyName).toBe('core-1234-5678')
    expect(resourcesOf(policy, 'iot:Publish')).toContain(arn('topic/telemetry/thing-1234-5678'))
    expect(resourcesOf(policy, 'iot:Receive')).toContain(arn('topic/commands/thing-1234-5678'))
    expect(decision.verdict === 'accept' && decision.plan.steps.map(({ id }) => id)).toContain(
      'add-to-thing-group:FR-cores',
    )
  })

  it('may talk on its own topics, within what a policy can hold', () => {
    const policy = policyOf(decideOn(core))
    if (policy === undefined) throw new Error('no policy')
    expect(policySize(policy.document)).toBeLessThan(largestPolicy)
    expect(policy.document.Statement[1]).toMatchObject({ Action: ['iot:Publish', 'iot:Receive'] })
    expect(policy.document.Statement[1]?.Resource).toContain(arn('topic/device/thing-1234-5678/*'))
    expect(resourcesOf(policy, 'iot:Subscribe')).toContain(arn('topicfilter/device/thing-1234-5678'))
  })

  it('connects as itself, and not as a device whose name begins like its own', () => {
    expect(resourcesOf(policyOf(decideOn(core)), 'iot:Connect')).toEqual([
      arn('client/thing-1234-5678'),
      arn('client/thing-1234-5678#*'),
    ])
  })
})

describe('a device is refused', () => {
  const { serialNumber: _, ...anonymous } = documented
  const { title: _title, ...untitled } = documented
  const { generationQualifier: _product, ...nondescript } = documented

  it.each<[string, Subject, unknown[]]>([
    ['without a serial number', anonymous, [['subject-field-missing', 'serialNumber']]],
    ['with two', { ...documented, serialNumber: ['1', '2'] }, [['subject-field-ambiguous', 'serialNumber']]],
    ['without a title', untitled, [['subject-field-missing', 'title']]],
    ['without a product', nondescript, [['subject-field-missing', 'generationQualifier']]],
    ['of another type', { ...documented, title: 'toaster' }, [['subject-field-mismatch', 'title']]],
  ])('%s', (_, subject, reasons) => {
    const decision = decideOn(subject)
    expect(decision.verdict).toBe('reject')
    expect(failures(decision)).toEqual(reasons)
  })

  it.each(['CN=*', 'a b', 'a/b', '${iot:ClientId}', '"', 'a\nb', '#', '+'])(
    'with the serial number %j',
    (serialNumber) => {
      expect(decideOn({ ...documented, serialNumber }).verdict).toBe('reject')
    },
  )
})

it('refuses a weak key, and a certificate that has expired', () => {
  const certificate = certificateFixture({ subject: documented, publicKey: 'RSA-1024' })
  const facts = factsFixture({ certificate, now: new Date('2040-01-01T00:00:00Z') })
  expect(failures(decide(universalJitr(), facts))).toEqual([
    ['expired', 'notAfter'],
    ['key-too-weak', 'publicKey'],
  ])
})

describe('an optional field that AWS IoT cannot store', () => {
  it('is left out, and said so', () => {
    const decision = decideOn({ ...documented, O: 'Acme Inc' })
    expect(thingOf(decision)?.attributes).not.toHaveProperty('organization')
    expect(decision.findings).toContainEqual(
      expect.objectContaining({
        code: 'attribute-left-out',
        ok: true,
        evidence: expect.objectContaining({ field: 'subject.O' }),
      }),
    )
  })
})

describe('the interceptor', () => {
  const registration = universalJitr({ InterceptorLambda: 'inventory' })

  it('is known by its name', () => {
    expect(registration.verifiers).toEqual([interceptor])
    expect(universalJitr({ InterceptorLambda: '' }).verifiers).toEqual([])
  })

  it('is asked before a device is accepted', () => {
    expect(decide(registration, factsFixture({ subject: documented }))).toMatchObject({
      verdict: 'undecided',
      questions: [{ id: 'verifier:interceptor' }],
    })
  })

  it.each([
    ['accepted', 'accept'],
    ['refused', 'reject'],
  ] as const)('that %s makes the verdict %s', (outcome, verdict) => {
    const answers = { verifiers: { 'verifier:interceptor': { outcome } } }
    expect(decide(registration, factsFixture({ subject: documented, answers })).verdict).toBe(verdict)
  })
})

describe('parameters', () => {
  it('that do not exist are refused by name', () => {
    expect(() => universalJitr({ ThingNam: 'x' } as UniversalJitrParameters)).toThrow(
      expect.objectContaining({ code: 'registration-option', field: 'ThingNam' }),
    )
  })

  it('that are empty count as not given, as in the stack', () => {
    const empty = { ThingName: '', DevicePolicyName: '', DevicePublishPolicy: '', InterceptorLambda: '' }
    expect(decideOn(documented, empty)).toEqual(decideOn(documented))
  })

  it('cover every attribute name under which fleets are searched', () => {
    const names =
      'business_category common_name country device_type distinguished_name email_address given_name house_identifier initials locality member organization organizational_unit owner phone_number post_office_box postal_code product_id protocol_information pseudonym search_guide serial_number state street supported_application_context surname'
    expect(Object.values(attributeNames).sort()).toEqual(names.split(' '))
  })
})

describe('options', () => {
  it('have safe defaults', () => {
    expect(universalJitr()).toMatchObject({
      name: 'universal-jitr',
      caCertificateIds: [],
      onReject: 'leave',
      onIdentityConflict: 'reject',
    })
  })

  it('are those of the registration', () => {
    const options = {
      name: 'fleet',
      caCertificateIds: ['ca'.repeat(32)],
      onReject: 'deactivate',
      onIdentityConflict: 'replace',
    } as const
    const registration = universalJitr({}, { ...options, rules: [rule('mine', () => true)] })
    expect(registration).toMatchObject(options)
    expect(registration.rules.at(-1)).toBe('mine')
  })
})

it('the plan is carried out', async () => {
  const decision = decideOn(documented)
  if (decision.verdict !== 'accept') throw new Error('not accepted')
  const certificates = { [decision.certificateId]: { status: 'PENDING_ACTIVATION' } } as const
  expect((await execute(decision.plan, createMemoryDriver({ certificates }))).status).toBe('completed')
})
