import { expect, it } from 'vitest'
import { allow, ifAttached, policy, prefix, thingName } from '../fixtures/policy-fixture.js'
import type { PolicyDocument } from '../policy-document.js'
import { isolates } from './isolates.js'
import type { PolicyDevice } from './policy-device.js'

/** One character 25 places before the end: two of these have nothing in common, which takes 2^25 states to find out. */
const fromBehind = (character: string, behind = 24): string => `*${character}${'?'.repeat(behind)}`

const denyAllBut = (topics: string): PolicyDocument =>
  policy({ Effect: 'Deny', Action: 'iot:Publish', NotResource: `${prefix}topic/${topics}` })

const connected = (clientId: string): PolicyDevice => ({
  clientId,
  policies: [policy(allow('Connect', [`client/${clientId}`]))],
})
/** So many filters that what a wildcard meets of them is not found out, while each attempt for itself is. */
const space = [`w/${fromBehind('b', 8)}`, ...Array.from('cdefghi', (letter, index) => `own/${letter}/${index}`)]

it.each<[title: string, shared: PolicyDocument[], one: PolicyDevice, other: PolicyDevice, reasons: string[]]>([
  [
    'client ids',
    [],
    { clientId: 'a', policies: [policy(allow('Connect', [`client/${fromBehind('a')}`]))] },
    { space: ['elsewhere/#'], policies: [policy(allow('Connect', [`client/${fromBehind('b')}`]))] },
    [
      '`iot:Connect` has too many cases to look through',
      'what both devices may connect as has too many cases to look through, ' +
        'and the other device does not say which is its own: give `clientId`',
    ],
  ],
  [
    'topics',
    [policy(allow('Connect', [`client/${thingName}`], ifAttached), allow('Publish', ['topic/*']))],
    { thing: { name: 'pump-1' }, policies: [denyAllBut(fromBehind('a'))] },
    { thing: { name: 'pump-2' }, policies: [denyAllBut(fromBehind('b'))] },
    ['`iot:Publish` has too many cases to look through', 'what both devices use has too many cases to look through'],
  ],
  [
    'what of a wildcard is in a space',
    [policy(allow('Publish', [`topic/w/${fromBehind('a', 8)}`]))],
    connected('a'),
    { ...connected('b'), space },
    ['what both devices use has too many cases to look through'],
  ],
])(
  'gives up rather than search %s for ever',
  (_title, shared, one, other, reasons) => {
    expect(isolates(shared, one, other)).toEqual({ verdict: 'unknown', reasons })
  },
  30_000,
)
