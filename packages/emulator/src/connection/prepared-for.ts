import { type NamedPolicy, type PreparedPolicies, preparePolicies } from '@thingplan/core/policy'
import type { Session } from './session.js'

interface Prepared {
  readonly policies: readonly NamedPolicy[]
  readonly prepared: PreparedPolicies
}

const prepared: WeakMap<Session, Prepared> = new WeakMap()

const isSame = (one: NamedPolicy, other: NamedPolicy | undefined): boolean =>
  one.name === other?.name && one.document === other.document && one.attachedTo === other.attachedTo

/** A session's policies, compiled once for all its messages until one of them changes. */
export const preparedFor = (session: Session, policies: readonly NamedPolicy[]): PreparedPolicies => {
  const known = prepared.get(session)
  if (
    known?.policies.length === policies.length &&
    policies.every((policy, at) => isSame(policy, known.policies[at]))
  ) {
    return known.prepared
  }
  const compiled = preparePolicies(policies)
  prepared.set(session, { policies, prepared: compiled })
  return compiled
}
