import type { Plan } from '../../plan/plan.js'
import { judgeDeviceMessage } from './judge-device-message.js'
import { judgeInternalMessage } from './judge-internal-message.js'
import { nextRotationRecord } from './next-rotation-record.js'
import { planCompletion, planPreparation, planRollback, planTidying, type RotationPair } from './plan-rotation.js'
import type { IssueEffect, RotationOutcome, RotationReply } from './rotation-decision.js'
import type { RotationFacts } from './rotation-facts.js'
import type { RotationMessage } from './rotation-message.js'
import type { RotationRecord } from './rotation-record.js'
import { type RotationRefusal, rotationRefusals } from './rotation-refusals.js'
import { type RotationEvent, type RotationTask, type RotationTransition, transitionOf } from './rotation-transitions.js'
import { subjectOf } from './subject-of.js'

const isRefusal = (code: RotationEvent | RotationRefusal): code is RotationRefusal =>
  Object.hasOwn(rotationRefusals, code)

const isOfDevice = (message: RotationMessage): message is Extract<RotationMessage, { readonly principal: string }> =>
  message.kind === 'request' || message.kind === 'acknowledgement'

const refusalReply = (
  of: 'request' | 'acknowledgement',
  code: RotationRefusal,
  { device, next }: RotationRecord,
): RotationReply =>
  Object.freeze({
    kind: 'refusal',
    device,
    of,
    code,
    message: rotationRefusals[code].message,
    ...(next === undefined ? undefined : { certificateId: next.certificateId }),
  })

const refuse = (
  code: RotationRefusal,
  message: RotationMessage,
  record: RotationRecord | undefined,
): RotationOutcome => {
  const { message: said, audience } = rotationRefusals[code]
  const states = record && { from: record.state, to: record.state }
  const decision = Object.freeze({ verdict: 'refuse', code, message: said, ...states } as const)
  if (record === undefined || audience === 'silent' || !isOfDevice(message)) return Object.freeze({ decision, record })
  return Object.freeze({ decision, record, reply: refusalReply(message.kind, code, record) })
}

const pairOf = ({ current, next }: RotationRecord): RotationPair | undefined => current && next && { current, next }

const effectOf = (record: RotationRecord, facts: RotationFacts, isTakenOver: boolean): IssueEffect | undefined =>
  record.request &&
  Object.freeze({
    effect: 'issue',
    issuer: facts.rotation.issuer,
    csr: record.request.csr,
    keyHash: record.request.keyHash,
    subject: subjectOf(record, facts),
    ofVersion: record.version,
    // A later job for the same key is another issuing.
    idempotencyKey: `${record.request.keyHash}.${record.job?.id}`,
    ...(isTakenOver ? { begunAt: record.issuing?.since ?? 0 } : undefined),
  })

const plans: Readonly<
  Record<
    Exclude<RotationTask, 'issue' | 'tidy'>,
    (record: RotationRecord, pair: RotationPair, facts: RotationFacts) => Plan
  >
> = {
  prepare: planPreparation,
  complete: planCompletion,
  'roll-back': planRollback,
}

const taskOf = (
  { on, does: task }: RotationTransition,
  record: RotationRecord,
  facts: RotationFacts,
): Pick<RotationOutcome, 'effect' | 'plan'> | undefined => {
  if (task === undefined) return undefined
  if (task === 'issue') {
    const effect = effectOf(record, facts, on === 'issue-taken-over')
    return effect && { effect }
  }
  if (task === 'tidy') {
    const plan = planTidying(record, facts)
    return plan && { plan }
  }
  const pair = pairOf(record)
  return pair && { plan: plans[task](record, pair, facts) }
}

const replyOf = (
  answers: 'certificate' | 'acknowledgement' | 'refusal' | undefined,
  record: RotationRecord,
): RotationReply | undefined => {
  const { device, current, next } = record
  switch (answers) {
    case 'certificate':
      return (
        next && { kind: 'certificate', device, certificateId: next.certificateId, certificatePem: next.certificatePem }
      )
    case 'acknowledgement':
      return current && { kind: 'acknowledgement', device, certificateId: current.certificateId }
    case 'refusal':
      return refusalReply('acknowledgement', 'rotation-rolled-back', record)
    case undefined:
      return undefined
  }
}

/** What an event means, for a person. */
const saidOf = (from: string, to: string): string => (from === to ? `the device stays ${to}` : `the device is ${to}`)

/**
 * Decides on a message about the change of a device's certificate: a request or an acknowledgement of the device's, or what the
 * program itself has to say. Pure: nothing happens, and the same values give the same outcome.
 *
 * Who sent a message is what AWS IoT says, `message.principal`; topic and payload only help to find the record. An acknowledgement
 * counts only over the new certificate. Nothing of the old one is touched before that, and what is not proven by the deadline is
 * revoked. A message that comes twice gets the same answer; one that is forged, late or out of order changes nothing.
 *
 * Carry an outcome out in this order: write `record` on condition that the stored version is the one that was read (on conflict,
 * read and decide anew); issue or execute, and report that as the message `issued` or `carried-out`; send `reply`. Whoever dies in
 * between is followed by the device's repetition, or by `resume`.
 *
 * @param record - what `parseRotationRecord` read; `undefined` where nothing is stored
 * @param facts - everything else that the decision may depend on
 * @returns the decision, the next record, and what is to be done and to be answered
 * @throws {LifecycleError} `facts-malformed` for facts that a plan needs and are missing, `request-malformed` for a job that cannot be one
 * @example
 * ```ts
 * import { allowRotation, decideRotation, defineRotation } from '@thingplan/core/lifecycle'
 *
 * const record = allowRotation({ device: '1234', thingName: 'sensor-1234' })
 * const account = { id: '123456789012', region: 'eu-central-1' }
 * const facts = { rotation: defineRotation({ name: 'sensors' }), account, now: new Date(0) }
 * const stranger = { kind: 'acknowledgement', principal: 'ab'.repeat(32), device: '1234', certificateId: 'ab'.repeat(32) } as const
 *
 * const { decision, reply } = decideRotation(stranger, record, facts)
 * decision.code // => 'principal-foreign'
 * reply // => undefined
 * ```
 */
export const decideRotation = (
  message: RotationMessage,
  record: RotationRecord | undefined,
  facts: RotationFacts,
): RotationOutcome => {
  if (record === undefined) return refuse('device-unknown', message, record)
  const code = isOfDevice(message)
    ? judgeDeviceMessage(message, record, facts)
    : judgeInternalMessage(message, record, facts)
  if (isRefusal(code)) return refuse(code, message, record)
  const row = transitionOf(record.state, code)
  if (row === undefined) return refuse('out-of-order', message, record)
  const to = row.to === 'same' ? record.state : row.to
  const next = row.to === 'same' && row.writes === undefined ? record : nextRotationRecord(message, to, record, facts)
  const reply = replyOf(row.answers, next)
  return Object.freeze({
    decision: Object.freeze({
      verdict: next === record ? 'repeat' : 'advance',
      code,
      message: saidOf(record.state, to),
      from: record.state,
      to,
    }),
    record: next,
    ...taskOf(row, next, facts),
    ...(reply && { reply: Object.freeze(reply) }),
  })
}
