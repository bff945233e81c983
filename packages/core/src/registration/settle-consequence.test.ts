import { describe, expect, it } from 'vitest'
import type { Consequence } from './decision.js'
import type { FindingCode } from './finding.js'
import { passed, refused } from './make-finding.js'
import { settleConsequence } from './settle-consequence.js'

const settle = (onReject: Consequence, refusals: readonly [rule: string, code: FindingCode][]) =>
  settleConsequence(
    refusals.map(([rule, code]) => refused(rule, code, 'no')),
    { onReject, revokeOn: onReject === 'revoke' ? ['deny-list'] : [] },
  )

const denied = ['deny-list', 'denied'] as const
const weak = ['strong-key', 'key-too-weak'] as const
const threw = ['deny-list', 'rule-threw'] as const
const early = ['within-validity', 'not-yet-valid'] as const
const foreign = ['facts', 'event-mismatch'] as const
const unanswered = ['verifier:x', 'verifier-not-asked'] as const

describe('the strongest of what the refusals call for', () => {
  it.each<[onReject: Consequence, refusals: readonly (readonly [string, FindingCode])[], consequence: Consequence]>([
    ['leave', [weak], 'leave'],
    ['leave', [denied], 'leave'],
    ['deactivate', [weak], 'deactivate'],
    ['deactivate', [denied], 'deactivate'],
    ['revoke', [weak], 'deactivate'],
    ['revoke', [denied], 'revoke'],
    ['revoke', [weak, denied], 'revoke'],
    ['revoke', [threw], 'leave'],
    ['revoke', [early], 'leave'],
    ['revoke', [['issued-by', 'fact-missing']], 'leave'],
    ['revoke', [['ownership', 'thing-owned-by-another']], 'leave'],
    ['revoke', [early, weak], 'deactivate'],
    ['revoke', [threw, ['deny-list', 'denied']], 'revoke'],
    ['revoke', [foreign, denied], 'leave'],
    ['revoke', [['facts', 'certificate-id-mismatch'], denied], 'leave'],
    ['revoke', [['facts', 'account-mismatch'], denied], 'leave'],
    ['revoke', [['facts', 'already-active'], denied], 'leave'],
    ['revoke', [['facts', 'status-not-pending'], denied], 'leave'],
    ['deactivate', [unanswered], 'leave'],
    ['deactivate', [['profile', 'name-refused']], 'deactivate'],
  ])('%s: %j -> %s', (onReject, refusals, consequence) => {
    expect(
      settle(
        onReject,
        refusals.map(([rule, code]) => [rule, code]),
      ),
    ).toBe(consequence)
  })
})

it('a good finding of a rule that may revoke revokes nothing', () => {
  const findings = [passed('deny-list', 'not-denied', 'fine'), refused('strong-key', 'key-too-weak', 'no')]
  expect(settleConsequence(findings, { onReject: 'revoke', revokeOn: ['deny-list'] })).toBe('deactivate')
})
