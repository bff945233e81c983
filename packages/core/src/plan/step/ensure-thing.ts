import type { BaseStep, StepContent } from './base-step.js'

/**
 * How a thing shows whose it is.
 *
 * - `stamp`: its attribute `certificateId` holds the owner's certificate id.
 * - `principals`: the certificates attached to it are its owners; costs a ListThingPrincipals.
 * - `off`: anybody's. Two certificates that claim one name share the thing.
 */
export type Ownership = 'stamp' | 'principals' | 'off'

/** The thing exists, belongs to the certificate, and has these attributes. */
export interface EnsureThingStep extends BaseStep {
  readonly kind: 'ensure-thing'
  readonly thingName: string
  readonly thingTypeName?: string
  readonly billingGroupName?: string
  /** Without the stamp, which the driver adds. */
  readonly attributes: Readonly<Record<string, string>>
  /** The certificate that owns the thing. */
  readonly certificateId: string
  readonly ownership: Ownership
  /** Whether a thing that shows no owner at all is taken over. */
  readonly adopt: boolean
}

/** What a thing is made of; type and billing group may be given as undefined. */
type ThingContent = Omit<StepContent<EnsureThingStep>, 'thingTypeName' | 'billingGroupName'> & {
  readonly thingTypeName?: string | undefined
  readonly billingGroupName?: string | undefined
}

/** Id: `ensure-thing:<thingName>`. */
export const ensureThing = ({
  thingName,
  thingTypeName,
  billingGroupName,
  attributes,
  certificateId,
  ownership,
  adopt,
  after,
}: ThingContent): EnsureThingStep =>
  Object.freeze({
    id: `ensure-thing:${thingName}`,
    kind: 'ensure-thing',
    thingName,
    ...(thingTypeName === undefined ? undefined : { thingTypeName }),
    ...(billingGroupName === undefined ? undefined : { billingGroupName }),
    attributes: Object.freeze(attributes),
    certificateId,
    ownership,
    adopt,
    after: Object.freeze(after),
  })
