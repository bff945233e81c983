import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingTypeCommand,
  DescribeCertificateCommand,
  DescribeThingTypeCommand,
  GetPolicyCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { certificateOf } from '../fleet/device-certificate.js'
import type { Fleet } from '../fleet/fleet.js'
import type { AnyAnswer } from './any-answer.js'
import { alreadyExists, notFound } from './registry-failure.js'

/** What the registry holds of a device, a bit each. */
const bits = { thing: 1, policy: 2, principal: 4, active: 8 } as const
const inPlace = bits.thing | bits.policy | bits.principal

const region = 'eu-central-1'
const awsAccountId = '123456789012'
export const caCertificateId: string = 'ca'.repeat(32)

/** The device's number, where the name ends with it. */
const deviceOfThing = (thingName: string | undefined): number => Number(/\d+$/.exec(thingName ?? '')?.[0] ?? Number.NaN)

/**
 * AWS IoT's registry for a fleet, in five bytes a device: it counts more than it keeps, and makes a certificate's text anew for
 * whoever asks. It answers what a registration asks, and throws at everything else.
 */
export class CountingRegistry {
  readonly #fleet: Fleet
  readonly #state: Uint8Array
  /** The number, plus one, of the device whose certificate the thing is stamped with. */
  readonly #thingOwners: Uint32Array
  readonly #policies = new Map<string, string>()
  readonly #thingTypes = new Set<string>()
  readonly #onActive: (device: number) => void
  /** Certificates that became ACTIVE before everything that the device needs was in place. */
  activeEarly = 0

  constructor(fleet: Fleet, onActive: (device: number) => void) {
    this.#fleet = fleet
    this.#state = new Uint8Array(fleet.size)
    this.#thingOwners = new Uint32Array(fleet.size)
    this.#onActive = onActive
  }

  get bytes(): number {
    return this.#state.byteLength + this.#thingOwners.byteLength
  }

  isActive(device: number): boolean {
    return this.#has(device, bits.active)
  }

  /** Carries out what a command asks. Throws AWS's errors. */
  answer(command: object): AnyAnswer {
    if (command instanceof DescribeCertificateCommand) return this.#describe(command.input.certificateId)
    if (command instanceof CreateThingCommand) return this.#createThing(command)
    if (command instanceof AttachPolicyCommand) return this.#attachPolicy(command)
    if (command instanceof AttachThingPrincipalCommand) return this.#attachThing(command)
    if (command instanceof UpdateCertificateCommand) return this.#updateCertificate(command)
    return this.#answerOnce(command)
  }

  /** What a process asks for its first device only. */
  #answerOnce(command: object): AnyAnswer {
    if (command instanceof GetPolicyCommand) {
      const policyDocument = this.#policies.get(command.input.policyName ?? '')
      if (policyDocument === undefined) throw notFound('the policy')
      return { policyDocument }
    }
    if (command instanceof CreatePolicyCommand) {
      const { policyName = '', policyDocument = '' } = command.input
      if (this.#policies.has(policyName)) throw alreadyExists('the policy')
      this.#policies.set(policyName, policyDocument)
      return {}
    }
    if (command instanceof CreateThingTypeCommand) {
      this.#thingTypes.add(command.input.thingTypeName ?? '')
      return {}
    }
    if (command instanceof DescribeThingTypeCommand) return { thingTypeName: command.input.thingTypeName }
    throw new TypeError(`the registry of the simulation does not know ${command.constructor.name}`)
  }

  #describe(certificateId: string | undefined): AnyAnswer {
    const device = this.#deviceOf(certificateId)
    const { id, pem } = certificateOf(device)
    return {
      certificateDescription: {
        certificateArn: `arn:aws:iot:${region}:${awsAccountId}:cert/${id}`,
        certificateId: id,
        caCertificateId,
        certificatePem: pem,
        status: this.isActive(device) ? 'ACTIVE' : 'PENDING_ACTIVATION',
        ownedBy: awsAccountId,
      },
    }
  }

  #createThing({ input }: CreateThingCommand): AnyAnswer {
    if (input.thingTypeName !== undefined && !this.#thingTypes.has(input.thingTypeName))
      throw notFound('the thing type')
    const thing = deviceOfThing(input.thingName)
    const owner = this.#deviceOf(input.attributePayload?.attributes?.['certificateId'])
    // The same configuration is no conflict (AWS IoT API Reference, "CreateThing").
    if (this.#has(thing, bits.thing) && this.#thingOwners[thing] !== owner + 1) throw alreadyExists('the thing')
    this.#thingOwners[thing] = owner + 1
    this.#set(thing, bits.thing)
    return {}
  }

  #attachPolicy({ input }: AttachPolicyCommand): AnyAnswer {
    if (!this.#policies.has(input.policyName ?? '')) throw notFound('the policy')
    this.#set(this.#deviceOf(input.target), bits.policy)
    return {}
  }

  #attachThing({ input }: AttachThingPrincipalCommand): AnyAnswer {
    const thing = deviceOfThing(input.thingName)
    if (!this.#has(thing, bits.thing)) throw notFound('the thing')
    const device = this.#deviceOf(input.principal)
    if (this.#thingOwners[thing] === device + 1) this.#set(device, bits.principal)
    return {}
  }

  #updateCertificate({ input }: UpdateCertificateCommand): AnyAnswer {
    const device = this.#deviceOf(input.certificateId)
    if (input.newStatus !== 'ACTIVE') throw new TypeError('nobody of this fleet is to be refused')
    if (!this.#has(device, inPlace)) this.activeEarly += 1
    if (this.isActive(device)) return {}
    this.#set(device, bits.active)
    this.#onActive(device)
    return {}
  }

  /** By a certificate's id, or an ARN that ends with it. */
  #deviceOf(certificate: string | undefined): number {
    const device = this.#fleet.certificates.deviceOf((certificate ?? '').slice(-64))
    if (device === undefined) throw notFound('the certificate')
    return device
  }

  #has(device: number, wanted: number): boolean {
    return ((this.#state[device] ?? 0) & wanted) === wanted
  }

  #set(device: number, bit: number): void {
    this.#state[device] = (this.#state[device] ?? 0) | bit
  }
}
