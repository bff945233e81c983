import type { CertificateStatus } from '../plan/step/set-certificate-status.js'
import type { PolicyDocument } from '../policy/policy-document.js'

export interface ThingState {
  readonly thingTypeName?: string
  readonly billingGroupName?: string
  /** With the stamp `certificateId`, where the thing has an owner that way. */
  readonly attributes: Readonly<Record<string, string>>
  readonly thingGroups: readonly string[]
  /** How the attached certificates are attached, by certificate id. */
  readonly principals: Readonly<Record<string, 'exclusive' | 'shared'>>
}

export interface CertificateState {
  readonly status: CertificateStatus
  /** Names of the attached policies. */
  readonly policies: readonly string[]
}

/** What a registry holds, as plain JSON with sorted keys: two registries in the same state give the same text. */
export interface RegistryState {
  /** Searchable attributes by thing type. */
  readonly thingTypes: Readonly<Record<string, readonly string[]>>
  readonly thingGroups: readonly string[]
  readonly billingGroups: readonly string[]
  readonly policies: Readonly<Record<string, PolicyDocument>>
  readonly things: Readonly<Record<string, ThingState>>
  readonly certificates: Readonly<Record<string, CertificateState>>
}

/** What a registry holds at first; whatever is left out is empty. The state of another one fits. */
export interface InitialRegistry extends Partial<Omit<RegistryState, 'things' | 'certificates'>> {
  readonly things?: Readonly<Record<string, Partial<ThingState>>>
  readonly certificates?: Readonly<Record<string, Partial<CertificateState> & Pick<CertificateState, 'status'>>>
}

export interface MemoryThing {
  thingTypeName: string | undefined
  billingGroupName: string | undefined
  readonly attributes: Map<string, string>
  readonly thingGroups: Set<string>
  readonly principals: Map<string, 'exclusive' | 'shared'>
}

interface MemoryCertificate {
  status: CertificateStatus
  readonly policies: Set<string>
}

/** The registry that the memory driver works on. */
export interface MemoryRegistry {
  readonly thingTypes: Map<string, readonly string[]>
  readonly thingGroups: Set<string>
  readonly billingGroups: Set<string>
  readonly policies: Map<string, PolicyDocument>
  readonly things: Map<string, MemoryThing>
  readonly certificates: Map<string, MemoryCertificate>
}

const copyOf = <Data>(data: Data): Data => JSON.parse(JSON.stringify(data))

const mapValues = <From, To>(
  record: Readonly<Record<string, From>> = {},
  change: (from: From) => To,
): Map<string, To> => new Map(Object.entries(record).map(([key, value]) => [key, change(value)]))

/** Fills a registry, without keeping anything of what it is given. */
export const fillRegistry = (initial: InitialRegistry): MemoryRegistry => ({
  thingTypes: mapValues(initial.thingTypes, (searchable) => [...searchable]),
  thingGroups: new Set(initial.thingGroups),
  billingGroups: new Set(initial.billingGroups),
  policies: mapValues(initial.policies, copyOf),
  things: mapValues(initial.things, (thing) => ({
    thingTypeName: thing.thingTypeName,
    billingGroupName: thing.billingGroupName,
    attributes: new Map(Object.entries(thing.attributes ?? {})),
    thingGroups: new Set(thing.thingGroups),
    principals: new Map(Object.entries(thing.principals ?? {})),
  })),
  certificates: mapValues(initial.certificates, ({ status, policies }) => ({ status, policies: new Set(policies) })),
})

const byKey = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : 1

const sortedRecord = <From, To>(map: ReadonlyMap<string, From>, change: (from: From) => To): Record<string, To> =>
  Object.fromEntries([...map].sort(byKey).map(([key, value]) => [key, change(value)]))

const same = <Value>(value: Value): Value => value

/** The registry as plain JSON, a value of its own. */
export const registryState = (registry: MemoryRegistry): RegistryState => ({
  thingTypes: sortedRecord(registry.thingTypes, (searchable) => [...searchable].sort()),
  thingGroups: [...registry.thingGroups].sort(),
  billingGroups: [...registry.billingGroups].sort(),
  policies: sortedRecord(registry.policies, copyOf),
  things: sortedRecord(registry.things, ({ thingTypeName, billingGroupName, attributes, thingGroups, principals }) => ({
    ...(thingTypeName === undefined ? undefined : { thingTypeName }),
    ...(billingGroupName === undefined ? undefined : { billingGroupName }),
    attributes: sortedRecord(attributes, same),
    thingGroups: [...thingGroups].sort(),
    principals: sortedRecord(principals, same),
  })),
  certificates: sortedRecord(registry.certificates, ({ status, policies }) => ({
    status,
    policies: [...policies].sort(),
  })),
})
