import { freezeDeeply } from '../../plan/freeze-deeply.js'
import type { DiagnosedCertificate, DiagnosedState } from './diagnosed-state.js'

/** Why a certificate does not work for its device. */
export type DiagnosisCause =
  | 'none'
  | 'revoked'
  | 'replaced'
  | 'in-transfer'
  | 'expired'
  | 'not-yet-valid'
  | 'ca-missing'
  | 'ca-inactive'
  | 'owned-by-another'
  | 'refused'
  | 'undecided'
  | 'plan-failed'
  | 'plan-interrupted'
  | 'never-decided'
  | 'never-executed'
  | 'activation-missing'
  | 'deactivated'
  | 'thing-missing'
  | 'policy-missing'

/** A cause, when it holds, and what helps. */
export interface DiagnosisRow {
  readonly cause: Exclude<DiagnosisCause, 'none'>
  readonly why: string
  readonly fix: string
  readonly holds: (certificate: DiagnosedCertificate, state: DiagnosedState) => boolean
}

const isPending = ({ status }: DiagnosedState): boolean => status === 'PENDING_ACTIVATION'

const hasAny = (names: readonly string[] | undefined): boolean => names !== undefined && names.length > 0

/** The failure of the last execution. */
const failureOf = ({
  execution,
}: DiagnosedState): { readonly failed: string; readonly retryable: boolean } | undefined =>
  typeof execution === 'object' ? execution : undefined

/** Every cause, those first that no other can be mended behind. */
export const diagnosisTable: readonly DiagnosisRow[] = /* @__PURE__ */ freezeDeeply([
  {
    cause: 'revoked',
    why: 'the certificate is REVOKED, for good',
    fix: 'give the device a new certificate; nothing brings this one back',
    holds: (_, { status }) => status === 'REVOKED',
  },
  {
    cause: 'replaced',
    why: 'another certificate has taken its place by rotation',
    fix: 'have the device use the certificate that it acknowledged; if it lost that, re-provision it',
    holds: (_, { replaced, status }) => replaced === true && status !== 'ACTIVE',
  },
  {
    cause: 'in-transfer',
    why: 'the certificate is on its way to another account',
    fix: 'accept the transfer there, or cancel it here',
    holds: (_, { status }) => status === 'PENDING_TRANSFER',
  },
  {
    cause: 'expired',
    why: 'the certificate has expired',
    fix: 'give the device a new certificate; rotate the others of its age before they expire',
    holds: ({ notAfter }, { now }) => now.getTime() > notAfter.getTime(),
  },
  {
    cause: 'not-yet-valid',
    why: 'the certificate is not valid yet',
    fix: 'wait, or have the clock of whoever issues set right',
    holds: ({ notBefore }, { now }) => now.getTime() < notBefore.getTime(),
  },
  {
    cause: 'ca-missing',
    why: 'the CA that has issued it is not registered',
    fix: 'register the CA; a certificate that is registered already keeps working without it',
    holds: (_, state) => isPending(state) && state.caStatus === 'missing',
  },
  {
    cause: 'ca-inactive',
    why: 'the CA that has issued it is INACTIVE, so that nothing more of it is registered',
    fix: 'make the CA ACTIVE, or move the device to another CA',
    holds: (_, state) => isPending(state) && state.caStatus === 'INACTIVE',
  },
  {
    cause: 'owned-by-another',
    why: 'the thing of its name belongs to another certificate',
    fix: 'retire that device, re-provision this one onto the thing, or give it another name',
    holds: ({ id }, state) =>
      failureOf(state)?.failed === 'thing-owned-by-another' ||
      (isPending(state) && state.thingOwner !== undefined && state.thingOwner !== id),
  },
  {
    cause: 'refused',
    why: 'the registration refuses the device, and leaves its certificate as it is',
    fix: 'read the findings of the decision; mend the rule or the record of the device, and decide anew',
    holds: (_, state) => isPending(state) && state.decision === 'reject',
  },
  {
    cause: 'undecided',
    why: 'somebody outside has not answered yet: a verifier is unavailable, or was never asked',
    fix: 'bring the verifier back; the event is decided on again when it is delivered again, or redrive it from the dead letters',
    holds: (_, state) => isPending(state) && state.decision === 'undecided',
  },
  {
    cause: 'plan-failed',
    why: 'a step of the plan has failed for good',
    fix: 'read the failure in the execution, mend what it names, and decide anew',
    holds: (_, state) => isPending(state) && failureOf(state)?.retryable === false,
  },
  {
    cause: 'plan-interrupted',
    why: 'a step of the plan has failed in a way that passes: throttled, or not reached',
    fix: 'execute the plan again; it converges',
    holds: (_, state) => isPending(state) && failureOf(state)?.retryable === true,
  },
  {
    cause: 'never-decided',
    why: 'nobody has decided on the device: the event has not reached a handler, or the handler dies before it decides',
    fix: 'see that the rule exists, is enabled and may invoke the handler, look at its errors and dead letters, and deliver the event again: the device only has to connect',
    holds: (_, state) => isPending(state) && state.decision === 'none',
  },
  {
    cause: 'never-executed',
    why: 'the device was accepted, and its plan was never executed',
    fix: 'execute the plan, or deliver the event again',
    holds: (_, state) => isPending(state) && state.decision === 'accept' && state.execution === 'none',
  },
  {
    cause: 'activation-missing',
    why: 'thing and policies are in place, and only the activation is missing: something has died just before',
    fix: 'execute the plan again; all but the activation is done already',
    holds: (_, state) =>
      isPending(state) && failureOf(state) === undefined && hasAny(state.things) && hasAny(state.policies),
  },
  {
    cause: 'deactivated',
    why: 'somebody has made the certificate INACTIVE',
    fix: 'find out who and why; nothing activates it by itself',
    holds: (_, { status, replaced }) => (status === 'INACTIVE' || status === 'REGISTER_INACTIVE') && replaced !== true,
  },
  {
    cause: 'thing-missing',
    why: 'the certificate is ACTIVE, and attached to no thing',
    fix: 'reconcile it with its registration',
    holds: (_, { status, things }) => status === 'ACTIVE' && things?.length === 0,
  },
  {
    cause: 'policy-missing',
    why: 'the certificate is ACTIVE without any policy: AWS closes its connection',
    fix: 'reconcile it with its registration, or attach its policy',
    holds: (_, { status, policies }) => status === 'ACTIVE' && policies?.length === 0,
  },
])
