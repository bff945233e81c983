import {
  CreateBillingGroupCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  type CreateThingGroupRequest,
  type IoTClient,
  RegisterCACertificateCommand,
  RegisterCertificateWithoutCACommand,
  type RegistrationConfig,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { errorNameOf, isAnAnswer } from '../check/error-name.js'
import type { Ledger } from '../ledger/ledger.js'
import type { Resource } from '../ledger/resource.js'
import type { DeviceIdentity, Devices } from './devices.js'
import type { Factory, FactoryCa } from './factory.js'
import { partitionOf } from './partition-of.js'

/** A CA that is registered in the account. */
export interface RegisteredCa extends FactoryCa {
  readonly caCertificateId: string
}

/** What every check works with. Whatever it makes is in the ledger before it exists. */
export class Bench {
  readonly client: IoTClient
  readonly devices: Devices
  readonly accountId: string
  readonly region: string
  /** For templates; absent where nobody gave one. */
  readonly roleArn: string | undefined
  /** How long to wait for what may never come, in milliseconds. */
  readonly patienceMs: number
  readonly #ledger: Ledger
  readonly #factory: Factory
  readonly #scope: string
  readonly #pause: (ms: number) => Promise<void>

  constructor(
    tools: {
      readonly client: IoTClient
      readonly devices: Devices
      readonly ledger: Ledger
      readonly factory: Factory
      readonly roleArn: string | undefined
      readonly patienceMs: number
      /** Rejects where the run was interrupted. */
      readonly pause: (ms: number) => Promise<void>
    },
    checkId: string,
  ) {
    this.client = tools.client
    this.devices = tools.devices
    this.accountId = tools.ledger.accountId
    this.region = tools.ledger.region
    this.roleArn = tools.roleArn
    this.patienceMs = tools.patienceMs
    this.#ledger = tools.ledger
    this.#factory = tools.factory
    this.#scope = `${tools.ledger.prefix}-${checkId.toLowerCase()}`
    this.#pause = tools.pause
  }

  /** A name of this check alone. */
  name(suffix: string): string {
    return `${this.#scope}-${suffix}`
  }

  arn(resource: string): string {
    return `arn:${partitionOf(this.region)}:iot:${this.region}:${this.accountId}:${resource}`
  }

  certificateArn({ certificateId }: Pick<DeviceIdentity, 'certificateId'>): string {
    return this.arn(`cert/${certificateId}`)
  }

  /** Notes what is about to be made. */
  async note(...resources: readonly Resource[]): Promise<void> {
    await this.#pause(0)
    for (const resource of resources) await this.#ledger.note(resource)
  }

  pause(ms: number): Promise<void> {
    return this.#pause(ms)
  }

  /** Waits until something is there, as long as patience lasts. */
  async until<Value>(look: () => Value | undefined | Promise<Value | undefined>): Promise<Value | undefined> {
    const stepMs = Math.max(1, this.patienceMs / 100)
    for (let waited = 0; waited <= this.patienceMs; waited += stepMs) {
      const found = await look()
      if (found !== undefined) return found
      await this.#pause(stepMs)
    }
    return undefined
  }

  /** The name of the error that AWS answers a call with, or `accepted`. What is no answer, a missing permission for example, is thrown. */
  async answerTo(call: () => Promise<unknown>): Promise<string> {
    try {
      await call()
      return 'accepted'
    } catch (error) {
      if (!isAnAnswer(error)) throw error
      return errorNameOf(error)
    }
  }

  async thing(suffix: string): Promise<string> {
    const thingName = this.name(suffix)
    await this.note({ kind: 'thing', name: thingName })
    await this.client.send(new CreateThingCommand({ thingName }))
    return thingName
  }

  async thingGroup(suffix: string, options: Omit<CreateThingGroupRequest, 'thingGroupName'> = {}): Promise<string> {
    const thingGroupName = this.name(suffix)
    await this.note({ kind: 'thing-group', name: thingGroupName })
    await this.client.send(new CreateThingGroupCommand({ ...options, thingGroupName }))
    return thingGroupName
  }

  async billingGroup(suffix: string): Promise<string> {
    const billingGroupName = this.name(suffix)
    await this.note({ kind: 'billing-group', name: billingGroupName })
    await this.client.send(new CreateBillingGroupCommand({ billingGroupName }))
    return billingGroupName
  }

  async policy(suffix: string, document: object): Promise<string> {
    const policyName = this.name(suffix)
    await this.note({ kind: 'policy', name: policyName })
    await this.client.send(new CreatePolicyCommand({ policyName, policyDocument: JSON.stringify(document) }))
    return policyName
  }

  createCa(suffix: string): Promise<FactoryCa> {
    return this.#factory.createCa(this.name(suffix))
  }

  /** Registers a CA in mode SNI_ONLY, which needs no registration code, so that it registers devices by itself. */
  async selfRegisteringCa(registrationConfig?: RegistrationConfig): Promise<RegisteredCa> {
    const ca = await this.createCa('ca')
    const { id: caCertificateId, pem: caCertificate } = ca.certificate
    await this.note({ kind: 'ca-certificate', id: caCertificateId })
    const command = new RegisterCACertificateCommand({
      caCertificate,
      certificateMode: 'SNI_ONLY',
      setAsActive: true,
      allowAutoRegistration: true,
      registrationConfig,
    })
    await this.client.send(command)
    return { ...ca, caCertificateId }
  }

  /** A device of a CA, whose certificate is noted, and not registered by anybody yet. */
  async unknownDevice(ca: FactoryCa, suffix = 'device'): Promise<DeviceIdentity> {
    const identity = await ca.issue({ CN: this.name(suffix) })
    await this.note({ kind: 'certificate', id: identity.certificateId })
    return identity
  }

  /** A device whose certificate is registered without a CA. */
  async registeredDevice(
    suffix: string,
    status: 'ACTIVE' | 'INACTIVE' | 'REVOKED' = 'INACTIVE',
  ): Promise<DeviceIdentity> {
    const identity = await this.unknownDevice(await this.createCa(`${suffix}-ca`), suffix)
    const { certificatePem } = identity
    await this.client.send(new RegisterCertificateWithoutCACommand({ certificatePem, status }))
    return identity
  }

  async setStatus({ certificateId }: DeviceIdentity, newStatus: 'ACTIVE' | 'INACTIVE' | 'REVOKED'): Promise<unknown> {
    return this.client.send(new UpdateCertificateCommand({ certificateId, newStatus }))
  }
}
