import type { InvocationResponse, InvokeCommand } from '@aws-sdk/client-lambda'
import type { Question, VerifierAnswer } from '@thingplan/core'
import { factsFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import type { LambdaCalls } from './lambda-calls.js'
import { type LambdaVerifierOptions, lambdaVerifier } from './lambda-verifier.js'

const facts = factsFixture({ subject: { CN: 'device-1', OU: ['north', 'south'] } })
const question: Question = {
  kind: 'verifier',
  id: 'verifier:inventory',
  verifier: 'inventory',
  certificateId: facts.certificate.id,
}
const requestOf = ({ input }: InvokeCommand): { readonly nonce: string } =>
  JSON.parse(input.Payload instanceof Uint8Array ? new TextDecoder().decode(input.Payload) : '')
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A Lambda service with one function, which answers what the test says. */
const service = (answer: (command: InvokeCommand) => Promise<InvocationResponse>): LambdaCalls => ({ send: answer })
const answering = (payload: string, rest: InvocationResponse = {}): LambdaCalls =>
  service(async () => ({ StatusCode: 200, Payload: bytes(payload), ...rest }))

const ask = (client: LambdaCalls, options: Partial<LambdaVerifierOptions> = {}): Promise<VerifierAnswer> =>
  lambdaVerifier({ client, functionName: 'inventory', nonce: () => 'n-1', ...options })(question, facts)

describe('lambdaVerifier', () => {
  it('invokes the function with description, attributes, question and nonce', async () => {
    let sent: InvokeCommand | undefined
    await ask(
      service(async (command) => {
        sent = command
        return { StatusCode: 200 }
      }),
    )
    expect(sent?.input).toMatchObject({ FunctionName: 'inventory', InvocationType: 'RequestResponse' })
    expect(sent === undefined ? undefined : requestOf(sent)).toEqual({
      version: 1,
      nonce: 'n-1',
      question,
      certificateDescription: facts.description,
      attributes: { subject: { CN: 'device-1', OU: ['north', 'south'] }, issuer: { O: 'Thingplan', CN: 'Fixture CA' } },
    })
  })

  it.each([
    ['{"nonce":"n-1","accepted":true}', { outcome: 'accepted' }],
    ['{"nonce":"n-1","accepted":false}', { outcome: 'refused' }],
    ['{"version":1,"nonce":"n-1","accepted":false,"reason":"stolen"}', { outcome: 'refused', reason: 'stolen' }],
    ['{"nonce":"n-1","accepted":true,"reason":"two\\nlines"}', { outcome: 'accepted', reason: 'two\nlines' }],
  ])('takes %s for an answer', async (payload, expected) => {
    await expect(ask(answering(payload))).resolves.toEqual(expected)
  })

  it.each([
    ['nothing', ''],
    ['null', 'null'],
    ['true', 'true'],
    ['no JSON', 'yes'],
    ['bytes that are no text', '\u0000'],
    ['a list', '[{"nonce":"n-1","accepted":true}]'],
    ['no nonce', '{"accepted":true}'],
    ['the nonce of another question', '{"nonce":"n-2","accepted":true}'],
    ['a nonce of another type', '{"nonce":["n-1"],"accepted":true}'],
    ['no verdict', '{"nonce":"n-1"}'],
    ['a verdict that is text', '{"nonce":"n-1","accepted":"true"}'],
    ['a verdict that is a number', '{"nonce":"n-1","accepted":1}'],
    ['a reason that is no text', '{"nonce":"n-1","accepted":true,"reason":{}}'],
    ['another version', '{"version":2,"nonce":"n-1","accepted":true}'],
    ['a yes beside an error', '{"nonce":"n-1","accepted":true,"errorMessage":"timed out"}'],
    ['the answer of an API', '{"statusCode":200,"body":"{\\"nonce\\":\\"n-1\\",\\"accepted\\":true}"}'],
    ['a yes that is inherited', '{"nonce":"n-1","__proto__":{"accepted":true}}'],
    ['more than anybody reads', `{"nonce":"n-1","accepted":true,"reason":"${'x'.repeat(65_536)}"}`],
  ])('takes %s for no answer', async (_what, payload) => {
    await expect(ask(answering(payload))).resolves.toMatchObject({ outcome: 'unavailable' })
  })

  it.each([
    ['a function that failed', { FunctionError: 'Unhandled' }, 'the verifier function failed'],
    ['a status that is not that of a result', { StatusCode: 202 }, 'the verifier function was not run to its end'],
  ])('takes %s for no answer, whatever its payload says', async (_what, rest, reason) => {
    await expect(ask(answering('{"nonce":"n-1","accepted":true}', rest))).resolves.toEqual({
      outcome: 'unavailable',
      reason,
    })
  })

  it('tells the name of the error of an invocation, and not its message', async () => {
    const failing = service(() => Promise.reject(awsError('TooManyRequestsException', 'arn of somebody')))
    await expect(ask(failing)).resolves.toEqual({
      outcome: 'unavailable',
      reason: 'invoking the verifier function failed with TooManyRequestsException',
    })
  })

  it('does not wait for ever, and ends the request', async () => {
    let ended = false
    const silent: LambdaCalls = {
      send: (_command, options) =>
        new Promise((_resolve, reject) => {
          options?.abortSignal?.addEventListener('abort', () => {
            ended = true
            reject(awsError('AbortError'))
          })
        }),
    }
    await expect(ask(silent, { timeoutMs: 100 })).resolves.toEqual({
      outcome: 'unavailable',
      reason: 'the verifier function did not answer within 100 ms',
    })
    expect(ended).toBe(true)
  })

  it('asks with another nonce each time', async () => {
    const nonces = new Set<string>()
    const client = service(async (command) => {
      nonces.add(requestOf(command).nonce)
      return {}
    })
    const verifier = lambdaVerifier({ client, functionName: 'inventory' })
    await verifier(question, facts)
    await verifier(question, facts)
    expect(nonces.size).toBe(2)
  })

  it.each([
    ['an option that does not exist', { timeout: 1 }, 'timeout'],
    ['a timeout out of its range', { timeoutMs: 99 }, 'timeoutMs'],
    ['a name that is none', { functionName: 'my function' }, 'functionName'],
    ['no client', { client: undefined }, 'client'],
    ['a nonce that is no source', { nonce: 'n-1' }, 'nonce'],
  ])('refuses %s', (_what, change, field) => {
    const options = { client: answering(''), functionName: 'inventory', ...change }
    expect(() => lambdaVerifier(options as LambdaVerifierOptions)).toThrow(
      expect.objectContaining({ name: 'AdapterError', code: 'adapter-option', field }),
    )
  })
})
