import { UpdateCACertificateCommand } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { certificateIdText, textOption } from '../../options/text-option.js'
import { callAuthority } from '../register/call-authority.js'
import { type AuthorityState, describeAuthority } from '../register/describe-authority.js'
import { countDeviceCertificates } from '../retire/count-device-certificates.js'
import { deactivateAuthority, deleteAuthority } from '../retire/retire-authority.js'
import { registerSuccessor } from './register-successor.js'
import type { AuthorityRotationCalls, RotateAuthorityOptions } from './rotate-options.js'
import {
  type RotatingAuthority,
  type RotationAction,
  type RotationGoal,
  type RotationReport,
  type RotationStage,
  rotationReport,
} from './rotation-report.js'

const goals: readonly RotationGoal[] = ['registered', 'not-registering', 'retired', 'deleted']

/** What comes next, the goal that includes it, and what else it needs. */
interface Step {
  readonly stage: RotationStage
  readonly action: RotationAction
  readonly goal: RotationGoal
  readonly waitsFor?: 'devices' | 'new-authority' | undefined
}

const look = async (
  client: AuthorityRotationCalls,
  caCertificateId: string,
  state: AuthorityState | undefined,
): Promise<RotatingAuthority> => ({
  caCertificateId,
  registered: state !== undefined,
  active: state?.active ?? false,
  autoRegistration: state?.autoRegistration ?? false,
  devices: await countDeviceCertificates(client, caCertificateId),
})

/** The next step by what AWS IoT shows, and by nothing else: that is what makes a rotation go on where it stopped. */
const nextStep = (old: RotatingAuthority, successor: RotatingAuthority): Step | undefined => {
  if (!old.registered) return undefined
  const isUsed = old.devices.inUse > 0
  if (!old.active) {
    return { stage: 'retired', action: 'delete-old', goal: 'deleted', waitsFor: isUsed ? 'devices' : undefined }
  }
  const takesOver = successor.active && (successor.autoRegistration || !old.autoRegistration)
  const waitsFor = takesOver ? undefined : 'new-authority'
  if (old.autoRegistration) return { stage: 'moving', action: 'stop-registering', goal: 'not-registering', waitsFor }
  if (isUsed) return { stage: 'draining', action: 'retire-old', goal: 'retired', waitsFor: 'devices' }
  return { stage: 'drained', action: 'retire-old', goal: 'retired', waitsFor }
}

/** Carries out a step; what the old CA is afterwards. */
const perform = async (
  client: AuthorityRotationCalls,
  action: RotationAction,
  old: AuthorityState,
): Promise<AuthorityState | undefined> => {
  if (action === 'delete-old') {
    await deleteAuthority(client, old)
    return undefined
  }
  if (action === 'retire-old') {
    await deactivateAuthority(client, old)
    return { ...old, active: false, autoRegistration: false }
  }
  const { caCertificateId: certificateId } = old
  const command = new UpdateCACertificateCommand({ certificateId, newAutoRegistrationStatus: 'DISABLE' })
  await callAuthority('UpdateCACertificate', certificateId, () => client.send(command))
  return { ...old, autoRegistration: false }
}

/**
 * Replaces a CA by another, in stages: the new one beside the old, devices move, the old one stops registering devices, and goes.
 *
 * Moving devices is not done here: they get new certificates by whatever way they get certificates. Each run looks at what AWS IoT
 * has, goes as far as it may, and reports; it keeps no state, so that it may be repeated, interrupted, or run by somebody else. It
 * ends the auto-registration of the old CA only where the new one takes over, and retires and deletes the old one only where no
 * device certificate of it is in use (ACTIVE, or waiting for activation or transfer).
 *
 * Give the new CA's options in every run, or its id once it is registered.
 *
 * @param options - `client`, `from` and `to` are required
 * @returns where the rotation is now
 * @throws {AuthorityError} as `registerAuthority`; `authority-not-registered`; `authority-in-use` for one and the same CA, or where
 *   a device came back while the old one was deleted
 * @throws {AdapterError} `adapter-option`, `answer-malformed`
 * @throws {CallError} where AWS does not carry out a call
 *
 * @example
 * ```ts
 * import { registerAuthority, rotateAuthority } from '@thingplan/aws-adapter/authority'
 * import { createEmulator } from '@thingplan/emulator'
 * import { createCertificateAuthority } from '@thingplan/pki'
 *
 * const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const old = await createCertificateAuthority({ subject: 'CN=Factory CA 2025' })
 * const successor = await createCertificateAuthority({ subject: 'CN=Factory CA 2026' })
 * const { caCertificateId: from } = await registerAuthority({ client, ...old })
 * const { caCertificateId: to } = await registerAuthority({ client, ...successor })
 *
 * const begun = await rotateAuthority({ client, from, to })
 * begun.stage // => 'moving'
 * begun.next // => 'stop-registering'
 *
 * const finished = await rotateAuthority({ client, from, to, until: 'deleted' })
 * finished.done // => ['stop-registering', 'retire-old', 'delete-old']
 * ```
 */
export const rotateAuthority = async (options: RotateAuthorityOptions): Promise<RotationReport> => {
  refuseUnknownOptions('rotateAuthority', options, ['client', 'from', 'to', 'until', 'clock', 'onProgress'])
  const { client, until = 'registered' } = options
  requireClient(client, 'client')
  const from = textOption('from', options.from, certificateIdText).toLowerCase()
  const reach = goals.indexOf(until)
  if (reach < 0) {
    const details = { field: 'until', value: String(until), remedy: `give one of: ${goals.join(', ')}` }
    throw new AdapterError('adapter-option', `\`until\` cannot be ${quote(String(until))}`, details)
  }

  let state = await describeAuthority(client, from)
  const { state: successor, isNew } = await registerSuccessor(options, from, state)
  const done: RotationAction[] = isNew ? ['register-new'] : []
  let old = await look(client, from, state)
  const next = await look(client, successor.caCertificateId, successor)
  for (;;) {
    const step = nextStep(old, next)
    if (step === undefined || state === undefined) return rotationReport({ stage: 'gone', done, old, new: next })
    const { stage, action, goal, waitsFor = 'goal' } = step
    if (step.waitsFor !== undefined || goals.indexOf(goal) > reach) {
      return rotationReport({ stage, done, next: action, waitsFor, old, new: next })
    }
    state = await perform(client, action, state)
    done.push(action)
    old = await look(client, from, state)
  }
}
