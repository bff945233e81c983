import type { EnsureThingStep, SetThingOwnerStep } from '@thingplan/core'

/** A step that is about whose thing it is. */
export type OwnedThingStep = EnsureThingStep | SetThingOwnerStep

/** The attribute that shows whose thing it is. */
export const ownerAttribute = 'certificateId'

/** The attributes of a thing together with the stamp, where the step wants one. */
export const stampedAttributes = ({
  attributes,
  certificateId,
  ownership,
}: EnsureThingStep): Readonly<Record<string, string>> =>
  ownership === 'stamp' ? { ...attributes, [ownerAttribute]: certificateId } : attributes

/** Whom a stamp or a principal names; whatever cannot be a certificate id names nobody. */
export const asCertificateId = (owner: string | undefined): string | undefined =>
  owner !== undefined && /^[0-9a-f]{64}$/.test(owner) ? owner : undefined
