import { arnOf } from '../arn.js'
import { catchUp } from '../catch-up.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'
import type { Registry } from '../registry/registry.js'
import type { World } from '../world.js'
import { type Json, sortedList, sortedObject } from './sorted.js'

export interface SnapshotOptions {
  /**
   * Also what differs between two runs that end in the same state: dates, ids of things, counts of updates. Default false.
   */
  readonly volatile?: boolean
}

/** The registry as plain JSON: kinds of records by name, everything sorted. */
export type Snapshot = Readonly<Record<SnapshotKind, { readonly [name: string]: Json }>>

export type SnapshotKind =
  | 'billingGroups'
  | 'caCertificates'
  | 'certificates'
  | 'policies'
  | 'provisioningTemplates'
  | 'thingGroups'
  | 'thingTypes'
  | 'things'

type Entries = Readonly<Record<string, Json | undefined>>

export const snapshotOf = (world: World, options: SnapshotOptions): Snapshot => {
  refuseUnknownOptions('snapshot', options, ['volatile'])
  const { volatile = false } = options
  const { registry } = world
  catchUp(world)
  const all = <Value>(
    records: ReadonlyMap<string, Value>,
    stable: (value: Value) => Entries,
    extra: (value: Value) => Entries,
  ) =>
    sortedObject(
      [...records].map(([name, record]) => [
        name,
        sortedObject(Object.entries({ ...stable(record), ...(volatile ? extra(record) : {}) })),
      ]),
    )
  return Object.freeze({
    billingGroups: all(
      registry.billingGroups,
      ({ description }) => ({ description }),
      ({ id, createdAt }) => ({ id, createdAt: createdAt.toISOString() }),
    ),
    caCertificates: all(
      registry.caCertificates,
      ({ status, autoRegistrationStatus, mode, registrationConfig, certificate }) => ({
        status,
        autoRegistrationStatus,
        mode,
        registrationConfig: registrationConfig && sortedObject(Object.entries(registrationConfig)),
        subject: certificate.subject.toString(),
      }),
      dates,
    ),
    certificates: all(
      registry.certificates,
      ({ id, status, mode, caCertificateId, certificate }) => ({
        status,
        mode,
        caCertificateId,
        subject: certificate.subject.toString(),
        policies: sortedList(registry.policyTargets.leftsOf(arnOf(world.account, 'cert', id))),
        things: attachedThings(registry, id),
      }),
      dates,
    ),
    policies: all(
      registry.policies,
      ({ defaultVersionId, versions }) => ({
        defaultVersionId,
        versions: sortedObject(versions.map(({ id, document }) => [id, document])),
      }),
      ({ createdAt, modifiedAt }) => ({ createdAt: createdAt.toISOString(), modifiedAt: modifiedAt.toISOString() }),
    ),
    provisioningTemplates: all(
      registry.provisioningTemplates,
      ({ type, enabled, description, hook, defaultVersionId, versions }) => ({
        type,
        enabled,
        description,
        preProvisioningHook: hook?.targetArn,
        defaultVersionId,
        versions: sortedObject(versions.map(({ id, body }) => [String(id), body])),
      }),
      ({ createdAt, modifiedAt }) => ({ createdAt: createdAt.toISOString(), modifiedAt: modifiedAt.toISOString() }),
    ),
    thingGroups: all(
      registry.thingGroups,
      ({ name, parentName, description, attributes }) => ({
        parentName,
        description,
        attributes: sortedObject(attributes),
        things: sortedList(registry.groupMembers.rightsOf(name)),
        policies: sortedList(registry.policyTargets.leftsOf(arnOf(world.account, 'thinggroup', name))),
      }),
      ({ id, createdAt }) => ({ id, createdAt: createdAt.toISOString() }),
    ),
    thingTypes: all(
      registry.thingTypes,
      ({ description, searchableAttributes }) => ({
        description,
        searchableAttributes: sortedList(searchableAttributes),
      }),
      ({ id, createdAt }) => ({ id, createdAt: createdAt.toISOString() }),
    ),
    things: all(
      registry.things,
      ({ name, typeName, attributes, billingGroupName }) => ({
        typeName,
        attributes: sortedObject(attributes),
        billingGroupName,
        groups: sortedList(registry.groupMembers.leftsOf(name)),
        principals: sortedList(registry.thingPrincipals.rightsOf(name)),
      }),
      ({ id, version }) => ({ id, version }),
    ),
  })
}

/** How a certificate is attached, by thing name. */
const attachedThings = ({ thingPrincipals }: Registry, certificateId: string): Json =>
  sortedObject(
    thingPrincipals.leftsOf(certificateId).map((name) => [name, thingPrincipals.valueOf(name, certificateId)]),
  )

const dates = (record: {
  readonly createdAt: Date
  readonly modifiedAt: Date
  readonly customerVersion: number
}): Entries => ({
  createdAt: record.createdAt.toISOString(),
  modifiedAt: record.modifiedAt.toISOString(),
  customerVersion: record.customerVersion,
})
