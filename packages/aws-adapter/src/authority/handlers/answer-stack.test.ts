import { type CertificateAuthority, createCertificateAuthority, type SigningAuthority } from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AuthorityAccount, authorityAccount } from '../../fixtures/authority-account.js'
import { eventOf, stackOn } from '../../fixtures/authority-stack.js'
import { awsError } from '../../fixtures/aws-error.js'
import type { AuthorityResourceOptions } from './create-authority-resource.js'

type Authority = CertificateAuthority & SigningAuthority

let authority: Authority
let other: Authority

beforeAll(async () => {
  authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
  other = await createCertificateAuthority({ subject: 'CN=Other CA' })
})

const stackWithKeys = (account: AuthorityAccount, options: Partial<AuthorityResourceOptions> = {}) =>
  stackOn(account, { authority: async ({ key }) => (key === 'factory' ? authority : other), ...options })

describe('a stack never hangs: it is told FAILED, and why,', () => {
  it.each<[string, object, string]>([
    ['for a request that does not exist', { RequestType: 'Repair' }, 'authority-request: `RequestType` is not'],
    ['without properties', { ResourceProperties: undefined }, '`ResourceProperties` is not an object'],
    ['without a CA', { ResourceProperties: {} }, 'there is no certificate; give `Certificate`, or `Key`'],
    ['for a property that does not exist', { ResourceProperties: { Key: 'k', Aktive: 'true' } }, '`Aktive` is unknown'],
    ['for `__proto__`', { ResourceProperties: JSON.parse('{"Key":"k","__proto__":"x"}') }, '`__proto__` is unknown'],
    [
      'for a flag that is none',
      { ResourceProperties: { Key: 'k', Active: 'yes' } },
      '`Active` is not `true` or `false`',
    ],
    [
      'for a verifier that may not be chosen',
      { ResourceProperties: { Key: 'factory', Verifier: 'mine' } },
      'authority-verifier: `mine` is no verifier that may be chosen; choose one of: inventory',
    ],
    [
      'for a template that may not be chosen',
      { ResourceProperties: { Key: 'factory', TemplateName: 'mine' } },
      '`mine` is no template that may be chosen; choose one of: sensors',
    ],
  ])('%s', async (_what, changes, reason) => {
    const answer = await stackWithKeys(authorityAccount()).ask(changes)
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(reason) })
  })

  it.each<[string, () => Promise<never>, string]>([
    [
      'an error of foreign code, of which only the name is told',
      () => Promise.reject(new TypeError('the key is 42')),
      'failed with TypeError',
    ],
    ['what is no error at all', () => Promise.reject('the key is 42'), 'failed with unknown'],
  ])('for %s', async (_what, find, reason) => {
    const answer = await stackWithKeys(authorityAccount(), { authority: find }).ask()
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: reason })
  })

  it('where AWS does not carry out a call, with the id of the CA, so that a rollback finds it', async () => {
    const account = authorityAccount()
    account.failNext('RegisterCACertificate', awsError('ThrottlingException'))
    expect(await stackWithKeys(account).ask()).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('authority-throttled'),
      PhysicalResourceId: authority.certificate.id,
    })
  })

  it('with the old id where an update fails, since another one would be a replacement', async () => {
    const account = authorityAccount()
    const { ask } = stackWithKeys(account)
    await ask()
    account.failNext('RegisterCACertificate', awsError('ThrottlingException'))
    const PhysicalResourceId = authority.certificate.id
    const answer = await ask({ RequestType: 'Update', PhysicalResourceId, ResourceProperties: { Key: 'other' } })
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId })
  })

  it('before the invocation ends, whatever does not', async () => {
    const stack = stackWithKeys(authorityAccount(), { authority: () => new Promise(() => undefined), reserveMs: 500 })
    await stack.handle(eventOf(), { getRemainingTimeInMillis: () => 510 })
    expect(stack.puts[0]?.body).toContain('authority-deadline')
  })

  it('in at most 4096 bytes', async () => {
    const name = '鍵'.repeat(3000)
    const stack = stackWithKeys(authorityAccount())
    await stack.ask({ ResourceProperties: { [name]: 'x' } })
    expect(new TextEncoder().encode(stack.puts[0]?.body).length).toBeLessThan(4096)
  })

  it('also at the third attempt', async () => {
    const answers = [() => Promise.reject(new Error('network')), async () => ({ ok: false, status: 503 })]
    const { handle } = stackWithKeys(authorityAccount(), {
      fetch: async () => (await answers.shift()?.()) ?? { ok: true, status: 200 },
    })
    await expect(handle(eventOf())).resolves.toBeUndefined()
    expect(answers).toEqual([])
  })
})

describe('where nobody can be told, the handler throws, and Lambda delivers the request anew', () => {
  it('as the answer does not arrive', async () => {
    const { handle } = stackWithKeys(authorityAccount(), { fetch: async () => ({ ok: false, status: 403 }) })
    const thrown: unknown = await handle(eventOf()).catch((error: unknown) => error)
    expect(thrown).toMatchObject({ code: 'authority-answer', message: expect.stringContaining('status 403') })
    expect(String(thrown)).not.toContain('Signature')
  })

  it.each<[string, object]>([
    ['http', { ResponseURL: 'http://example.com/answer' }],
    ['no URL', { ResponseURL: 'answer' }],
    ['a URL with a password', { ResponseURL: 'https://user:secret@example.com/' }],
    ['nothing', { ResponseURL: undefined }],
    ['a file', { ResponseURL: 'file:///etc/passwd' }],
    ['a stack without an id', { StackId: '' }],
    ['no request', { RequestId: 7 }],
    ['a resource without a name', { LogicalResourceId: undefined }],
  ])('as there is %s to answer', async (_what, changes) => {
    const account = authorityAccount()
    const stack = stackWithKeys(account)
    const thrown: unknown = await stack.handle(eventOf(changes)).catch((error: unknown) => error)
    expect(thrown).toMatchObject({ code: 'authority-request' })
    expect(String(thrown)).not.toContain('secret')
    expect(stack.puts).toEqual([])
    expect(account.sent()).toEqual([])
  })

  it.each([[undefined], [null], [7], ['event'], [[]]])('as the event is %j', async (event) => {
    await expect(stackWithKeys(authorityAccount()).handle(event)).rejects.toMatchObject({ code: 'authority-request' })
  })
})
