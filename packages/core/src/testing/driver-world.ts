import type { Account } from '../plan/account.js'
import type { Driver } from '../plan/driver.js'
import type { RegisterCertificateStep } from '../plan/step/register-certificate.js'
import type { CertificateStatus } from '../plan/step/set-certificate-status.js'
import type { PolicyDocument } from '../policy/policy-document.js'
import { certificateFixture } from './certificate-fixture.js'

/** What a contract case wants to find in the registry. */
export interface WorldSeed {
  /** One certificate for each status. */
  readonly certificates?: readonly CertificateStatus[]
  /** Things without a type; their attributes are as given, without a stamp unless it is among them. */
  readonly things?: readonly { readonly thingName: string; readonly attributes: Readonly<Record<string, string>> }[]
  readonly policies?: readonly { readonly policyName: string; readonly document: PolicyDocument }[]
}

/** A certificate that nobody has registered yet. */
export type UnregisteredCertificate = Pick<RegisterCertificateStep, 'certificateId' | 'certificatePem'>

/** A registry of its own with a driver in front, empty at first. */
export interface DriverWorld {
  readonly driver: Driver
  /** A driver as a process just started would have it: without the memory of the first. Default: the same driver. */
  restart?(): Driver
  /**
   * The whole registry as plain JSON without versions, dates and other things that differ between two runs; certificate
   * statuses in AWS's words. Two registries in the same state give deeply equal values.
   */
  state(): unknown
  /** Adds to the registry, and returns the ids of the new certificates in the order in which they were asked for. */
  seed(content: WorldSeed): readonly string[] | Promise<readonly string[]>
  /** A certificate that the registry lets be registered. Default: one of a CA that nobody knows. */
  issue?(): UnregisteredCertificate | Promise<UnregisteredCertificate>
}

export type MakeWorld = () => DriverWorld | Promise<DriverWorld>

/** One thing that a driver owes. */
export interface DriverContractCase {
  readonly name: string
  /** Rejects where the driver does not hold to it. */
  run(makeWorld: MakeWorld): Promise<void>
}

/** The account in which a world's driver works, as an option of its plans. */
export const accountOf = ({ driver }: DriverWorld): { readonly account?: Account } =>
  driver.account === undefined ? {} : { account: driver.account }

/** A certificate that a plan can register in the world. */
export const unregisteredCertificate = async (world: DriverWorld): Promise<UnregisteredCertificate> => {
  const issued = await world.issue?.()
  if (issued !== undefined) return issued
  const { id: certificateId, pem: certificatePem } = certificateFixture({ subject: { CN: 'unregistered' } })
  return { certificateId, certificatePem }
}
