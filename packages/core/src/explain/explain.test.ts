import { describe, expect, it } from 'vitest'
import { execute } from '../plan/execute.js'
import type { Execution } from '../plan/execution.js'
import { StepError } from '../plan/step-error.js'
import type { Decision } from '../registration/decision.js'
import type { Finding } from '../registration/finding.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { createMemoryDriver } from '../testing/memory-driver.js'
import { planFixture } from '../testing/plan-fixture.js'
import { explain } from './explain.js'

const sensor = certificateFixture({ subject: { CN: 'sensor-1' } })
const plan = planFixture()
const { certificateId } = plan
const decided = { registration: 'sensors', certificateId }

const issuer: Finding = {
  rule: 'issued by',
  code: 'issuing-ca-allowed',
  ok: true,
  message: 'the issuing CA is allowed',
  evidence: {},
}
const expired: Finding = {
  rule: 'within validity',
  code: 'expired',
  ok: false,
  message: 'expired at 2026-01-01T00:00:00.000Z',
  evidence: { field: 'notAfter', remedy: 'issue a new certificate' },
}
const open: Finding = {
  rule: 'verifier inventory',
  code: 'verifier-unavailable',
  ok: false,
  message: 'the verifier timed out',
  evidence: { remedy: 'ask again' },
}

const planLines = `Plan to register certificate \`c0ffee0000000000000000000000000000000000000000000000000000000000\`
by registration \`sensors\` in account 123456789012, eu-central-1: 6 steps

  1  ensure thing type \`sensor\`, searchable by \`serial_number\`  at once
  2  ensure policy \`sensor-policy\`, shared by devices           at once
       allow \`iot:Connect\` on \`client/\${iot:Connection.Thing.ThingName}\`
  3  ensure thing \`sensor-1\` of type \`sensor\`                   after 1
       serial_number = \`1\`
  4  attach policy \`sensor-policy\` to the certificate           after 2
  5  attach the certificate to thing \`sensor-1\`                 after 3
  6  set the certificate ACTIVE, if it is PENDING_ACTIVATION    after all of these`

describe('explain a plan', () => {
  it('shows every step, what it waits for, and what it grants', () => {
    expect(explain(plan)).toBe(planLines)
  })

  it('shows steps of every kind', () => {
    const text = explain(
      planFixture({
        thingGroupName: 'plant',
        billingGroupName: 'plant-1',
        replaces: 'ab'.repeat(32),
        principal: 'exclusive',
        adopt: true,
        registers: { certificatePem: sensor.pem, caCertificatePem: sensor.pem },
        changes: { thingTypeName: 'meter', attributes: { place: 'hall-2', draft: '' } },
        leaves: 'stock',
      }),
    )
    for (const words of [
      'ensure thing group `plant`',
      'ensure billing group `plant-1`',
      `hand thing \`sensor-1\` over from certificate \`${'ab'.repeat(32)}\` to the certificate`,
      'in billing group `plant-1`, adopted if nobody owns it',
      'attach the certificate to thing `sensor-1` exclusively',
      'add thing `sensor-1` to group `plant`',
      `detach certificate \`${'ab'.repeat(32)}\` from thing \`sensor-1\``,
      `set certificate \`${'ab'.repeat(32)}\` INACTIVE, if it is ACTIVE or PENDING_ACTIVATION`,
      'register the certificate as INACTIVE, under the CA certificate that comes with it',
      'change thing `sensor-1` to type `meter`',
      '        place = `hall-2`\n        draft taken away\n',
      'remove thing `sensor-1` from group `stock`',
      'after 1, 2 and 9',
    ]) {
      expect(text).toContain(words)
    }
  })

  it('shows every part of a policy', () => {
    const text = explain(
      planFixture({
        document: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Deny', Action: ['iot:Publish', 'iot:Receive'], NotResource: 'arn:aws:iot:x:1:topic/a' },
            {
              Effect: 'Allow',
              Action: 'iot:Connect',
              Resource: ['r1', 'r2'],
              Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } },
            },
          ],
        },
      }),
    )
    expect(text).toContain('deny `iot:Publish`, `iot:Receive` on everything but `arn:aws:iot:x:1:topic/a`')
    const lines = ['allow `iot:Connect` on', '  `r1`', '  `r2`', '  if `iot:Connection.Thing.IsAttached` Bool `true`']
    expect(text).toContain(lines.join('\n       '))
  })
})

describe('explain an execution', () => {
  const pending = { certificates: { [certificateId]: { status: 'PENDING_ACTIVATION' } } } as const

  it('shows outcomes and times', async () => {
    let now = 0
    const clock = (): number => {
      now += 7.5
      return now
    }
    expect(explain(await execute(plan, createMemoryDriver(pending), { concurrency: 1, now: clock }))).toBe(
      `✓ Completed in 90 ms: certificate \`${certificateId}\` by registration \`sensors\`

  ✓ 1  ensure-thing-type       \`sensor\`         done          7.5 ms
  ✓ 2  ensure-policy           \`sensor-policy\`  done          7.5 ms
  ✓ 3  ensure-thing            \`sensor-1\`       done          7.5 ms
  ✓ 4  attach-policy           \`sensor-policy\`  done          7.5 ms
  ✓ 5  attach-thing            \`sensor-1\`       done          7.5 ms
  ✓ 6  set-certificate-status  \`ACTIVE\`         done          7.5 ms`,
    )
  })

  it('shows failures with their remedy, and what is left behind', async () => {
    const driver = createMemoryDriver({ certificates: { [certificateId]: { status: 'INACTIVE' } } })
    expect(explain(await execute(plan, driver))).toBe(
      `✗ Failed: certificate \`${certificateId}\` by registration \`sensors\`

  ✓ 1  ensure-thing-type       \`sensor\`         done
  ✓ 2  ensure-policy           \`sensor-policy\`  done
  ✓ 3  ensure-thing            \`sensor-1\`       done
  ✓ 4  attach-policy           \`sensor-policy\`  done
  ✓ 5  attach-thing            \`sensor-1\`       done
  ✗ 6  set-certificate-status  \`ACTIVE\`         failed
         certificate \`${certificateId}\` is INACTIVE, not PENDING_ACTIVATION (certificate-state-changed)
         → decide anew

Left behind, 2 steps to be taken back by hand:
  ✗ \`attach-thing:sensor-1\`
  ✗ \`attach-policy:sensor-policy\``,
    )
  })

  it('says when the plan may be executed again', async () => {
    const error = new StepError('step-retryable', 'too many requests', { awsError: 'ThrottlingException' })
    const driver = createMemoryDriver(pending, {
      failAt: { stepId: 'ensure-thing-type:sensor', when: 'before', error },
    })
    const text = explain(await execute(plan, driver, { concurrency: 1 }))
    expect(text).toContain('  ? 2  ensure-policy           `sensor-policy`  not started')
    expect(text).toContain(
      'too many requests (step-retryable, ThrottlingException)\n         → may pass: execute the plan again',
    )
    expect(text.endsWith('\n\nThe plan may be executed again as it is.')).toBe(true)
  })

  it('says that it was aborted', async () => {
    const text = explain(await execute(plan, createMemoryDriver(pending), { signal: AbortSignal.abort() }))
    expect(text.startsWith('? Aborted: certificate')).toBe(true)
  })
})

describe('explain a decision', () => {
  it('to accept: findings, then the plan', () => {
    const decision: Decision = { ...decided, verdict: 'accept', profile: 'iot', plan, findings: [issuer] }
    expect(
      explain(decision),
    ).toBe(`✓ Accepted: certificate \`${certificateId}\` by registration \`sensors\`, profile \`iot\`

  ✓ issued by  the issuing CA is allowed

${planLines}`)
  })

  it('to reject: what is wrong, what to do about it, and the consequence', () => {
    const decision: Decision = {
      ...decided,
      verdict: 'reject',
      consequence: 'leave',
      plan: { ...plan, purpose: 'refuse', steps: [] },
      findings: [issuer, expired],
    }
    expect(
      explain(decision),
    ).toBe(`✗ Rejected: certificate \`${certificateId}\` by registration \`sensors\`; it stays as it is

  ✓ issued by        the issuing CA is allowed
  ✗ within validity  expired at 2026-01-01T00:00:00.000Z (expired)
                     → issue a new certificate`)
  })

  it('not to decide yet: what is asked', () => {
    const decision: Decision = {
      ...decided,
      verdict: 'undecided',
      questions: [{ kind: 'verifier', id: 'verifier:inventory', verifier: 'inventory', certificateId }],
      findings: [issuer, open],
    }
    expect(
      explain(decision),
    ).toBe(`? Undecided: certificate \`${certificateId}\` by registration \`sensors\`; nothing is done until it is

  ✓ issued by           the issuing CA is allowed
  ? verifier inventory  the verifier timed out (verifier-unavailable)
                        → ask again

  ? verifier \`inventory\` has to answer`)
  })
})

describe('a hostile value', () => {
  const hostile = '\u001b[2K\r✓ fine`\n✓ accepted'
  const record = { id: `ensure-thing:${hostile}`, kind: 'ensure-thing', outcome: 'failed', note: hostile } as const
  const execution: Execution = {
    status: 'failed',
    registration: hostile,
    certificateId: hostile,
    steps: [
      {
        ...record,
        failure: { code: 'step-refused', message: hostile, retryable: false, awsError: hostile, remedy: hostile },
      },
    ],
    retryable: false,
    leftovers: [hostile],
  }
  const finding: Finding = { ...expired, rule: hostile, message: hostile, evidence: { remedy: hostile } }
  const hostilePlan = planFixture({
    thingName: hostile,
    thingTypeName: hostile,
    policyName: hostile,
    attributes: { [hostile]: hostile },
    thingGroupName: hostile,
    billingGroupName: hostile,
    replaces: hostile,
    changes: { thingTypeName: hostile, attributes: { [hostile]: hostile } },
    leaves: hostile,
    account: { id: hostile, region: hostile },
    document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: hostile, Resource: hostile }] },
  })

  it.each<[string, Parameters<typeof explain>[0], number]>([
    ['in a plan', hostilePlan, 20],
    ['in an execution', execution, 9],
    [
      'in a decision',
      { ...decided, verdict: 'accept', profile: hostile, plan: { ...hostilePlan, steps: [] }, findings: [finding] },
      4,
    ],
  ])('%s forges no line and moves no cursor', (_, subject, lines) => {
    const text = explain(subject)
    expect(text.split('\n')).toHaveLength(lines)
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
  })
})

it.each<[title: string, subject: unknown]>([
  ['null', null],
  ['nothing', undefined],
  ['an object', {}],
  ['a text', 'plan'],
  ['a decision without findings', { verdict: 'accept' }],
  ['an execution without steps', { status: 'completed' }],
  ['a plan with a step of an unknown kind', { ...plan, steps: [{ id: 'x:y', kind: 'drop-table', after: [] }] }],
])('refuses %s', (_, subject) => {
  expect(() => explain(subject as Decision)).toThrow(expect.objectContaining({ code: 'plan-malformed' }))
})
