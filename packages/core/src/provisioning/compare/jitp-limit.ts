import type { Plan } from '../../plan/plan.js'
import type { Step } from '../../plan/step/step.js'
import type { Registration } from '../../registration/registration.js'

export type JitpLimitCode =
  | 'creates-thing-type'
  | 'creates-thing-group'
  | 'creates-billing-group'
  | 'notices-another-owner'
  | 'replaces-owner'
  | 'attaches-exclusively'
  | 'activates-last'
  | 'asks-verifier'
  | 'evaluates-rules'

/** Something that a plan or its registration relies on, and that JITP does not do. */
export interface JitpLimit {
  readonly code: JitpLimitCode
  /** Continues a sentence that begins with "JITP". */
  readonly message: string
  /** Ids of the steps that rely on it. */
  readonly steps: readonly string[]
  /** Names of the verifiers or rules that rely on it. */
  readonly rules: readonly string[]
}

const limitOf = (step: Step): readonly [code: JitpLimitCode, message: string] | undefined => {
  switch (step.kind) {
    case 'ensure-thing-type':
      return ['creates-thing-type', 'creates no thing types: they have to exist']
    case 'ensure-thing-group':
      return ['creates-thing-group', 'creates no thing groups: they have to exist']
    case 'ensure-billing-group':
      return ['creates-billing-group', 'creates no billing groups: they have to exist']
    case 'ensure-thing':
      if (step.ownership === 'off') return undefined
      return ['notices-another-owner', 'does not notice that a thing belongs to another certificate']
    case 'set-thing-owner':
    case 'detach-thing':
      return ['replaces-owner', 'retires no predecessor']
    case 'attach-thing':
      return step.principal === 'exclusive'
        ? ['attaches-exclusively', 'attaches no certificate exclusively']
        : undefined
    case 'set-certificate-status':
      if (step.status !== 'ACTIVE') return undefined
      return ['activates-last', 'documents no order: the certificate may be active before the rest is there']
    default:
      return undefined
  }
}

/** What the plans, and the registration that decides them, rely on beyond JITP; each once. */
export const jitpLimitsOf = (plans: readonly Plan[], registration: Registration | undefined): readonly JitpLimit[] => {
  const limits = new Map<JitpLimitCode, { readonly message: string; readonly steps: Set<string> }>()
  for (const step of plans.flatMap(({ steps }) => steps)) {
    const [code, message] = limitOf(step) ?? []
    if (code === undefined || message === undefined) continue
    const known = limits.get(code) ?? { message, steps: new Set() }
    limits.set(code, known)
    known.steps.add(step.id)
  }
  const ofSteps = [...limits].map(
    ([code, { message, steps }]): JitpLimit => ({ code, message, steps: [...steps].sort(), rules: [] }),
  )
  const { verifiers = [], rules = [] } = registration ?? {}
  const own = rules.filter((rule) => !verifiers.some((verifier) => rule === `verifier:${verifier}`))
  const ofRules: JitpLimit[] = []
  if (verifiers.length > 0) ofRules.push({ code: 'asks-verifier', message: 'asks nobody', steps: [], rules: verifiers })
  if (own.length > 0) {
    const message = 'judges nothing but whether fields are there'
    ofRules.push({ code: 'evaluates-rules', message, steps: [], rules: own })
  }
  return [...ofSteps, ...ofRules].sort((one, other) => (one.code < other.code ? -1 : 1))
}
