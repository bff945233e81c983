import { describe, expect, it } from 'vitest'
import { allow, deny, policy, thingName } from '../fixtures/policy-fixture.js'
import { isolates } from './isolates.js'
import type { PolicyDevice } from './policy-device.js'

const one: PolicyDevice = { clientId: 'gateway-1', thing: { name: 'thing-1' } }
/** A device of which nothing is said but its topics. */
const unnamed: PolicyDevice = { space: ['elsewhere/#'] }
const openConnect = allow('Connect', ['client/gateway-*'])
const openThings = allow('GetThingShadow', ['thing/*'])

const clientIdIsOpen = (example: string): string =>
  `both devices may connect as \`${example}\`, and the other device does not say which is its own: give \`clientId\``
const thingIsOpen = (example: string): string =>
  `both devices may use the thing \`${example}\`, and the other device does not say which is its own: give \`thing\``

describe('isolates, where the other device has no name', () => {
  it.each<[title: string, statements: ReturnType<typeof allow>[], reasons: string[]]>([
    ['may connect as anybody who has the policy', [openConnect], [clientIdIsOpen('gateway-')]],
    [
      'may connect as any thing, where none need be attached',
      [allow('Connect', [`client/${thingName}`])],
      [clientIdIsOpen('x')],
    ],
    ['may use shadows of everybody who has the policy', [openThings], [thingIsOpen('x')]],
    [
      'may use jobs of everybody who has the policy',
      [allow('StartNextPendingJobExecution', ['thing/line-?'])],
      [thingIsOpen('line-x')],
    ],
    ['both', [openConnect, openThings], [clientIdIsOpen('gateway-'), thingIsOpen('x')]],
  ])('%s', (_title, statements, reasons) => {
    expect(isolates([policy(...statements)], one, unnamed)).toEqual({ verdict: 'unknown', reasons })
  })

  it.each<[title: string, statements: ReturnType<typeof allow>[], other: PolicyDevice]>([
    ['connects by its own name only', [allow('Connect', ['client/gateway-1'])], unnamed],
    ['is denied the rest', [openConnect, deny('Connect', ['client/gateway-?*', 'client/gateway-'])], unnamed],
    [
      'may use its own thing and its shadows only',
      [allow('GetThingShadow', ['thing/thing-1', 'thing/thing-1/*'])],
      unnamed,
    ],
    ['cannot be the other, which says what it connects as', [openConnect], { ...unnamed, clientId: 'pump-9' }],
    ['cannot be the other, which is named as its thing', [openConnect], { ...unnamed, thing: { name: 'pump-9' } }],
    [
      'cannot be a thing that the other is not',
      [allow('GetThingShadow', ['thing/line-*'])],
      { ...unnamed, thing: { name: 'pump-9' } },
    ],
  ])('is isolated from it, as it %s', (_title, statements, other) => {
    expect(isolates([policy(...statements)], one, other)).toEqual({ verdict: 'isolated' })
  })

  const unnamedWith = (...paths: string[]): PolicyDevice => ({
    ...unnamed,
    policies: [policy(allow('Connect', paths))],
  })

  it('asks about what both may use, each by its own policies', () => {
    const from = { ...one, policies: [policy(openConnect)] }
    expect(isolates([], from, unnamedWith('client/pump-9'))).toEqual({ verdict: 'isolated' })
    expect(isolates([], from, unnamedWith('client/gateway-*'))).toEqual({
      verdict: 'unknown',
      reasons: [clientIdIsOpen('gateway-')],
    })
  })

  it('asks about connections that the one may end', () => {
    const from = { ...one, policies: [policy(allow('DeleteConnection', ['client/pump-*']))] }
    expect(isolates([], from, unnamedWith('client/press-9'))).toEqual({ verdict: 'isolated' })
    expect(isolates([], from, unnamedWith('client/pump-*'))).toEqual({
      verdict: 'unknown',
      reasons: [clientIdIsOpen('pump-')],
    })
  })

  it('may not connect by names that are those of AWS', () => {
    expect(isolates([policy(allow('Connect', ['client/$*']))], one, unnamed)).toEqual({ verdict: 'isolated' })
  })

  it('may use no thing by its connection over HTTPS, which has none', () => {
    const document = policy(allow('Connect', ['client/gateway-1']), allow('GetThingShadow', [`thing/${thingName}`]))
    expect(isolates([document], one, unnamed)).toEqual({ verdict: 'isolated' })
  })

  it('may use the thing that its certificate names, which is another for each', () => {
    const document = policy(allow('GetThingShadow', ['thing/${iot:CertificateId}']))
    const [from, to] = [
      { ...one, certificateId: 'aa' },
      { ...unnamed, certificateId: 'bb' },
    ]
    expect(isolates([document], from, to)).toEqual({ verdict: 'isolated' })
  })

  it('has none itself, and may use any thing', () => {
    const document = policy(allow('Connect', ['client/gateway-1']), openThings)
    expect(isolates([document], { clientId: 'gateway-1' }, unnamed)).toEqual({
      verdict: 'unknown',
      reasons: [thingIsOpen('x')],
    })
  })
})
