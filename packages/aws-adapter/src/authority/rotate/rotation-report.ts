import type { DeviceCertificateCount } from '../retire/count-device-certificates.js'

/** How far a rotation may go: each includes those before it. */
export type RotationGoal = 'registered' | 'not-registering' | 'retired' | 'deleted'

/**
 * Where a rotation is, as AWS IoT shows it.
 *
 * - `moving`: the new CA registers devices, the old one still does too.
 * - `draining`: the old one registers no more, and devices still use certificates of it.
 * - `drained`: no device uses the old one.
 * - `retired`: the old one is INACTIVE.
 * - `gone`: the old one is deleted.
 */
export type RotationStage = 'moving' | 'draining' | 'drained' | 'retired' | 'gone'

export type RotationAction = 'register-new' | 'stop-registering' | 'retire-old' | 'delete-old'

/** One of the two CAs. */
export interface RotatingAuthority {
  readonly caCertificateId: string
  readonly registered: boolean
  readonly active: boolean
  readonly autoRegistration: boolean
  readonly devices: DeviceCertificateCount
}

/** Plain data: it can be printed, stored, and compared with that of the next run. */
export interface RotationReport {
  readonly stage: RotationStage
  /** What this run has done, in order. */
  readonly done: readonly RotationAction[]
  /** What comes next; absent at the end. */
  readonly next?: RotationAction
  /**
   * What `next` waits for: `goal`, where the run was not to go further; `devices`, where certificates of the old CA are in use;
   * `new-authority`, where the new CA would not take over.
   */
  readonly waitsFor?: 'goal' | 'devices' | 'new-authority'
  readonly old: RotatingAuthority
  readonly new: RotatingAuthority
  /** For a person: one line. */
  readonly message: string
}

type Body = Omit<RotationReport, 'message'>

const whatNext: Readonly<Record<RotationAction, string>> = {
  'register-new': 'registering the new CA',
  'stop-registering': 'ending the auto-registration of the old CA',
  'retire-old': 'making the old CA INACTIVE',
  'delete-old': 'deleting the old CA',
}

const whatFor = ({ waitsFor, old }: Body): string => {
  if (waitsFor === 'devices') return `${old.devices.inUse} devices that still use it`
  return waitsFor === 'goal' ? 'the word to go further' : 'the new CA to be active and to register devices by itself'
}

/** A report with its line for a person. */
export const rotationReport = (body: Body): RotationReport => {
  const { stage, next, old } = body
  const devices = `${old.devices.inUse} of ${old.devices.total} certificates of the old CA are in use, ${body.new.devices.inUse} of the new one`
  const rest = next === undefined ? 'nothing is left to do' : `${whatNext[next]} waits for ${whatFor(body)}`
  return Object.freeze({ ...body, message: `${stage}: ${devices}; ${rest}` })
}
