import { describe, expect, it } from 'vitest'
import { parsePlan } from '../plan/parse-plan.js'
import type { CertificateStatus } from '../plan/step/set-certificate-status.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import type { ExistingResources, ProvisioningInputs } from './evaluate/provisioning-inputs.js'
import { problemsOf } from './fixtures/problems-of.js'
import { certificateIdRef, withCertificate, withThing } from './fixtures/template-fixture.js'
import { parseProvisioningTemplate } from './parse-provisioning-template.js'
import { planProvisioning } from './plan-provisioning.js'
import type { Override } from './provisioning-template.js'

const certificate = certificateFixture({ subject: { CN: 'pump-7' } })
const account = { id: '123456789012', region: 'eu-central-1' }

const stepsOf = (source: object, given: Omit<ProvisioningInputs, 'account'>): readonly object[] =>
  parsePlan(planProvisioning(parseProvisioningTemplate(source, 'jitp'), { certificate, account, ...given })).steps.map(
    ({ id: _id, after: _after, ...content }) => content,
  )

type Thing = NonNullable<ExistingResources['thing']>

/** What is done to a thing that exists, but for its attachment. */
const changesOf = (
  properties: object,
  overrides: object | undefined,
  thing: Thing,
  overrideDefault?: 'FAIL' | 'DO_NOTHING' | 'REPLACE',
) =>
  stepsOf(withThing({ ...properties }, overrides as Record<string, unknown> | undefined), {
    existing: { thing },
    ...(overrideDefault && { overrideDefault }),
  }).slice(0, -1)

const attached = { kind: 'attach-thing', thingName: 'pump-7', certificateId: certificate.id, principal: 'shared' }
const updated = (change: object) => ({ kind: 'update-thing', thingName: 'pump-7', attributes: {}, ...change })
const joins = (thingGroupName: string) => ({ kind: 'add-to-thing-group', thingName: 'pump-7', thingGroupName })
const leaves = (thingGroupName: string) => ({ kind: 'remove-from-thing-group', thingName: 'pump-7', thingGroupName })

const wanted = {
  AttributePayload: { a: '1', b: '2' },
  ThingTypeName: 'pump',
  ThingGroups: ['north', 'new'],
}
const there: Thing = { attributes: { a: 'old', mine: 'x' }, thingTypeName: 'valve', thingGroupNames: ['north', 'own'] }
const only = (part: keyof typeof wanted): object => ({ [part]: wanted[part] })

describe('facts 1.3: a thing that exists', () => {
  it.each<[keyof typeof wanted, Override, readonly object[]]>([
    ['AttributePayload', 'DO_NOTHING', [attached]],
    ['AttributePayload', 'REPLACE', [updated({ attributes: { a: '1', b: '2', mine: '' } }), attached]],
    ['AttributePayload', 'MERGE', [updated({ attributes: { a: '1', b: '2' } }), attached]],
    ['ThingTypeName', 'DO_NOTHING', [attached]],
    ['ThingTypeName', 'REPLACE', [updated({ thingTypeName: 'pump' }), attached]],
    ['ThingGroups', 'DO_NOTHING', [attached]],
    ['ThingGroups', 'REPLACE', [attached, leaves('own'), joins('new')]],
    ['ThingGroups', 'MERGE', [attached, joins('new')]],
  ])('%s: %s', (part, override, expected) => {
    expect(changesOf(only(part), { [part]: override }, there)).toEqual(expected)
  })

  it.each(['AttributePayload', 'ThingTypeName', 'ThingGroups'] as const)('%s: FAIL refuses the device', (part) => {
    expect(problemsOf(() => changesOf(only(part), { [part]: 'FAIL' }, there))).toMatchObject([
      { code: 'provisioning-conflict', path: `Resources.thing.Properties.${part}`, value: 'pump-7' },
    ])
  })

  it.each(['AttributePayload', 'ThingTypeName', 'ThingGroups'] as const)(
    '%s without a setting: unconfirmed, so it is refused unless `overrideDefault` says otherwise',
    (part) => {
      expect(problemsOf(() => changesOf(only(part), undefined, there))).toMatchObject([
        { code: 'provisioning-conflict', message: expect.stringContaining('no override setting') },
      ])
      expect(changesOf(only(part), undefined, there, 'DO_NOTHING')).toEqual([attached])
      expect(changesOf(only(part), undefined, there, 'REPLACE')).toEqual(
        changesOf(only(part), { [part]: 'REPLACE' }, there),
      )
    },
  )

  it.each(['DO_NOTHING', 'REPLACE', 'MERGE'])('%s changes nothing that is as it should be', (override) => {
    const thing = { attributes: { a: '1', b: '2' }, thingTypeName: 'pump', thingGroupNames: ['north', 'new'] }
    const type = override === 'MERGE' ? 'REPLACE' : override
    expect(
      changesOf(wanted, { AttributePayload: override, ThingTypeName: type, ThingGroups: override }, thing),
    ).toEqual([attached])
  })

  it('settings say nothing of a thing that does not exist, nor of parts that the template does not have', () => {
    const overrides = { AttributePayload: 'FAIL', ThingTypeName: 'FAIL', ThingGroups: 'FAIL' }
    expect(stepsOf(withThing(wanted, overrides), {})).toContainEqual(
      expect.objectContaining({ kind: 'ensure-thing', attributes: { a: '1', b: '2' }, thingTypeName: 'pump' }),
    )
    expect(changesOf({}, overrides, there)).toEqual([attached])
  })

  it('the billing group has no setting: another one is refused, the same is left alone', () => {
    const thing = { attributes: {}, billingGroupName: 'plant' }
    expect(changesOf({ BillingGroup: 'plant' }, {}, thing)).toEqual([attached])
    expect(problemsOf(() => changesOf({ BillingGroup: 'other' }, {}, thing))).toMatchObject([
      { code: 'provisioning-conflict', path: 'Resources.thing.Properties.BillingGroup' },
    ])
  })

  it('facts 5: attributes and groups of the thing count', () => {
    const three: Thing = { attributes: { x: '1', y: '2', z: '3' } }
    expect(problemsOf(() => changesOf(only('AttributePayload'), { AttributePayload: 'MERGE' }, three))).toMatchObject([
      { code: 'provisioning-value-refused', path: 'Resources.thing.Properties.AttributePayload' },
    ])
    expect(changesOf(only('AttributePayload'), { AttributePayload: 'REPLACE' }, three)).toHaveLength(2)
    const ten: Thing = { attributes: {}, thingGroupNames: Array.from({ length: 10 }, (_, index) => `g${index}`) }
    expect(problemsOf(() => changesOf(only('ThingGroups'), { ThingGroups: 'MERGE' }, ten))).toMatchObject([
      { code: 'provisioning-value-refused', path: 'Resources.thing.Properties.ThingGroups' },
    ])
  })
})

describe('facts 1.3: a certificate with a status', () => {
  const changeOf = (
    found: CertificateStatus,
    override?: string,
    status = 'ACTIVE',
    overrideDefault?: 'FAIL' | 'DO_NOTHING' | 'REPLACE',
  ): readonly object[] =>
    stepsOf(
      withCertificate({ CertificateId: certificateIdRef, Status: status }, override ? { Status: override } : undefined),
      {
        existing: { certificateStatus: found },
        ...(overrideDefault && { overrideDefault }),
      },
    ).map((step) => step)

  const set = (status: string, ...expects: string[]) => [
    { kind: 'set-certificate-status', certificateId: certificate.id, status, expects },
  ]

  it.each<[CertificateStatus, string | undefined, string, readonly object[]]>([
    ['PENDING_ACTIVATION', undefined, 'ACTIVE', set('ACTIVE', 'PENDING_ACTIVATION')],
    ['PENDING_ACTIVATION', 'FAIL', 'active', set('ACTIVE', 'PENDING_ACTIVATION')],
    ['PENDING_ACTIVATION', undefined, 'INACTIVE', set('INACTIVE', 'PENDING_ACTIVATION')],
    ['ACTIVE', undefined, 'Active', []],
    ['ACTIVE', 'REPLACE', 'INACTIVE', set('INACTIVE', 'ACTIVE')],
    ['INACTIVE', 'DO_NOTHING', 'ACTIVE', []],
    ['REVOKED', 'DO_NOTHING', 'ACTIVE', []],
  ])('%s with %s becomes %s', (found, override, status, expected) => {
    expect(changeOf(found, override, status)).toEqual(expected)
  })

  it.each<[CertificateStatus, string | undefined]>([
    ['INACTIVE', 'FAIL'],
    ['INACTIVE', undefined],
    ['INACTIVE', 'REPLACE'],
    ['REVOKED', 'REPLACE'],
    ['PENDING_TRANSFER', 'REPLACE'],
  ])('%s with %s is refused', (found, override) => {
    expect(problemsOf(() => changeOf(found, override))).toMatchObject([
      { code: 'provisioning-conflict', path: 'Resources.certificate.Properties.Status', value: found },
    ])
  })

  it('without a setting, `overrideDefault` says what happens', () => {
    expect(changeOf('INACTIVE', undefined, 'ACTIVE', 'DO_NOTHING')).toEqual([])
    expect(changeOf('ACTIVE', undefined, 'INACTIVE', 'REPLACE')).toEqual(set('INACTIVE', 'ACTIVE'))
  })
})
