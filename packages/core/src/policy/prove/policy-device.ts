import { unknownOption } from '../../error/unknown-option.js'
import type { PolicyConnection, RequestThing } from '../evaluate/policy-request.js'
import type { NamedPolicy } from '../evaluate/prepare-policies.js'
import type { PolicyDocument } from '../policy-document.js'
import { PolicyError } from '../policy-error.js'

/** Account and region that ARNs of a device's resources name. */
export interface PolicyAccount {
  /** 12 digits. */
  readonly id: string
  readonly region: string
  /** Default `aws`. */
  readonly partition?: string
}

/** The thing of a device; attached to its certificate, and not exclusively, unless it says otherwise. */
export type DeviceThing = Omit<RequestThing, 'attached' | 'exclusive'> & Partial<RequestThing>

/** A device as policies see it. */
export interface PolicyDevice extends Omit<PolicyConnection, 'thing' | 'protocol'> {
  /** What it connects as; default: the name of its thing. */
  readonly clientId?: string | undefined
  readonly thing?: DeviceThing | undefined
  /** Policies that are this device's alone, beside those it shares. */
  readonly policies?: readonly (PolicyDocument | string | NamedPolicy)[] | undefined
  /**
   * Topics that are this device's alone, as MQTT filters; `*` and `?` are the wildcards of policies. Default: what its
   * policies let it use and others not.
   */
  readonly space?: readonly string[] | undefined
  /** Default: the one account and region that its policies name. */
  readonly account?: PolicyAccount | undefined
}

const options: readonly (keyof PolicyDevice)[] = [
  'clientId',
  'certificate',
  'certificateId',
  'thing',
  'sourceIp',
  'context',
  'policies',
  'space',
  'account',
]
const thingOptions: readonly (keyof RequestThing)[] = ['name', 'typeName', 'attributes', 'attached', 'exclusive']

/** @throws {PolicyError} `policy-option`. */
export const checkDevice = (owner: string, device: PolicyDevice): void => {
  const unknown =
    unknownOption(owner, device, options) ??
    (device.thing === undefined ? undefined : unknownOption(`the thing of ${owner}`, device.thing, thingOptions))
  if (unknown !== undefined) throw new PolicyError('policy-option', unknown.message, unknown.details)
}

export const thingOfDevice = ({ thing }: PolicyDevice): RequestThing | undefined =>
  thing === undefined ? undefined : { ...thing, attached: thing.attached ?? true, exclusive: thing.exclusive ?? false }

export const clientIdOf = ({ clientId, thing }: PolicyDevice): string | undefined => clientId ?? thing?.name

/** The connection of a device, as it is or under another client id. */
export const connectionOf = (device: PolicyDevice, clientId: string | undefined): PolicyConnection => ({
  clientId,
  certificate: device.certificate,
  certificateId: device.certificateId,
  thing: thingOfDevice(device),
  sourceIp: device.sourceIp,
  context: device.context,
})
