import type { Plan } from '@thingplan/core'
import type { Delivery } from '../../flow.js'

/** A stored plan, as somebody hands it over to be carried out. */
export interface Order extends Delivery {
  readonly text: string
  /** The code of the refusal, where it is poison. */
  readonly expected: string | undefined
}

const longerThanAnyPlan = `{"version":1,"steps":[${'0,'.repeat(600_000)}0]}`

/** Plans that nobody may carry out, and texts that are none. */
const poison = (plan: Plan): readonly Order[] => {
  const { steps, account } = plan
  return [
    { name: 'half', text: JSON.stringify(plan).slice(0, 200), expected: 'plan-malformed' },
    { name: 'list', text: '[]', expected: 'plan-malformed' },
    { name: 'oversized', text: longerThanAnyPlan, expected: 'plan-malformed' },
    { name: 'newer', text: JSON.stringify({ ...plan, version: 2 }), expected: 'plan-version' },
    {
      name: 'unknown-step',
      text: JSON.stringify({ ...plan, steps: [{ kind: 'grant-everything', id: 'x', after: [] }, ...steps] }),
      expected: 'plan-step-unknown',
    },
    {
      name: 'active-early',
      text: JSON.stringify({
        ...plan,
        steps: steps.map((step) => (step.kind === 'set-certificate-status' ? { ...step, after: [] } : step)),
      }),
      expected: 'plan-active-early',
    },
    {
      name: 'foreign',
      text: JSON.stringify({ ...plan, account: { ...account, id: '210987654321' } }),
      expected: 'plan-account',
    },
  ].map(({ name, text, expected }) => ({ id: `poison-${name}`, isPoison: true, text, expected }))
}

/** One order for each plan, and poison. */
export const writeOrders = (plans: readonly [Plan, ...Plan[]]): readonly Order[] => [
  ...plans.map((plan, index) => ({
    id: `plan-${index}`,
    isPoison: false,
    text: JSON.stringify(plan),
    expected: undefined,
  })),
  ...poison(plans[0]),
]
