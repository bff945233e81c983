import { expect, it } from 'vitest'
import { evaluatePolicies } from '../evaluate/evaluate-policies.js'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy, prefix } from '../fixtures/policy-fixture.js'
import type { PolicyDocument, PolicyStatement } from '../policy-document.js'
import { outlinePolicy } from '../validate/outline-policy.js'
import { denialWalkedAround } from './denial-walked-around.js'

const denial = deny('Subscribe', ['topicfilter/a/restricted/*'])
const subscribing = (filter: string, ...others: PolicyStatement[]): PolicyDocument =>
  policy(denial, allow('Subscribe', [`topicfilter/${filter}`]), ...others)
const found = ['Statement[0].Resource[0]']

it.each<[string, PolicyDocument, string[]]>([
  ['the level above (case 7 of the reference)', subscribing('a/*'), found],
  ['everything', subscribing('*'), found],
  ['a filter with `#`', subscribing('a/#'), found],
  ['a filter with `+`', subscribing('a/+/x'), found],
  ['a filter that begins with `+`', subscribing('+/restricted/x'), found],
  [
    'a wildcard within a lower level',
    policy(deny('Subscribe', ['topicfilter/a/b/c']), allow('Subscribe', ['topicfilter/a/b*'])),
    found,
  ],
  [
    'a wildcard that begins the filter',
    policy(deny('Subscribe', ['topicfilter/a/x']), allow('Subscribe', ['topicfilter/*/x'])),
    found,
  ],
  ['a wildcard between levels', subscribing('a/*/x'), found],
  ['a wildcard within a level', subscribing('a*'), found],
  [
    'wildcards of both kinds',
    policy(deny('Subscribe', ['topicfilter/a/*/y']), allow('Subscribe', ['topicfilter/a/*x/*'])),
    found,
  ],
  [
    'a wildcard that must not end the filter',
    policy(deny('Subscribe', ['topicfilter/a/restricted/y']), allow('Subscribe', ['topicfilter/a/*/x'])),
    [],
  ],
  ['another tree', subscribing('b/*'), []],
  ['a filter without wildcards', subscribing('a/restricted/x'), []],
  ['nothing but what is denied', subscribing('a/restricted/*'), []],
  ['a variable in front', subscribing('${iot:ClientId}/*'), []],
  ['deliveries denied as well', subscribing('a/*', deny('Receive', ['topic/a/restricted/*'])), []],
  ['deliveries denied in part', subscribing('a/*', deny('Receive', ['topic/a/restricted/x'])), found],
  ['deliveries of other topics only', subscribing('a/*', allow('Receive', ['topic/a/open/*'])), []],
  ['deliveries of these topics too', subscribing('a/*', allow('Receive', ['topic/a/open/*', 'topic/a/*'])), found],
  ['deliveries of all topics', subscribing('a/*', allow('Receive', ['topic/a/*'])), found],
  [
    'deliveries of all but these (case 8 of the reference)',
    subscribing('a/*', { Effect: 'Allow', Action: 'iot:Receive', NotResource: `${prefix}topic/a/restricted/*` }),
    [],
  ],
  ['a denial of all', policy(deny('Subscribe', ['*']), allow('Subscribe', ['topicfilter/a/*'])), []],
  [
    'a denial of the way around',
    policy(
      deny('Subscribe', ['topicfilter/a/restricted/*', 'topicfilter/a/#', 'topicfilter/a/+*']),
      allow('Subscribe', ['topicfilter/a/*']),
    ),
    [],
  ],
])('%s', (_, document, paths) => {
  expect(pathsFound(denialWalkedAround, document)).toEqual(paths)
})

it.each([
  ['a/*', 'a/#'],
  ['*', '#'],
  ['+/*', '+/#'],
])('names a subscription that the policies do allow: for `%s` `%s`', (allowed, filter) => {
  const document = subscribing(allowed)
  const [finding] = denialWalkedAround.find(outlinePolicy(document), undefined)
  expect(finding?.message).toContain(`\`${filter}\``)
  const request = { action: 'iot:Subscribe', resource: `${prefix}topicfilter/${filter}` }
  expect(evaluatePolicies([document], request).effect).toBe('allowed')
})
