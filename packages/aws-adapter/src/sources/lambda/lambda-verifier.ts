import { randomUUID } from 'node:crypto'
import { InvokeCommand } from '@aws-sdk/client-lambda'
import { quote, type VerifierAnswer } from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'
import { errorName } from '../../error/error-name.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../options/required-option.js'
import type { VerifierSource } from '../verifier-source.js'
import { within } from '../within.js'
import type { LambdaCalls } from './lambda-calls.js'
import { verifierRequest } from './verifier-request.js'
import { readVerifierResponse } from './verifier-response.js'

export interface LambdaVerifierOptions {
  /** A `LambdaClient`, or anything else that makes this call. */
  readonly client: LambdaCalls
  /** Name, partial ARN or ARN of the function, with or without a version or alias. */
  readonly functionName: string
  /** How long, in milliseconds, an answer may take: 100 to 60000. Default 3000. */
  readonly timeoutMs?: number
  /** Makes a text that nobody can guess. Default: a random UUID. */
  readonly nonce?: () => string
}

const known: readonly (keyof LambdaVerifierOptions)[] = ['client', 'functionName', 'timeoutMs', 'nonce']

const unavailable = (reason: string): VerifierAnswer => ({ outcome: 'unavailable', reason })

/**
 * A verifier that is a Lambda function.
 *
 * The function is invoked with a `VerifierRequest` and answers `{ nonce, accepted, reason? }`, the nonce being the
 * request's. A well-formed no refuses the device. A timeout, a throttled or failed invocation, and any other answer leave
 * it undecided.
 *
 * @param options - `client` and `functionName` are required
 * @returns a source for the option `verifiers` of `createJitrHandler`
 * @throws {AdapterError} `adapter-option`
 * @see AWS Lambda API Reference, "Invoke"
 *
 * @example
 * ```ts
 * import { LambdaClient } from '@aws-sdk/client-lambda'
 * import { lambdaVerifier } from '@thingplan/aws-adapter/lambda'
 *
 * const client = new LambdaClient({ region: 'eu-central-1' })
 * const inventory = lambdaVerifier({ client, functionName: 'inventory-verifier', timeoutMs: 2_000 })
 * typeof inventory // => 'function'
 * ```
 */
export const lambdaVerifier = (options: LambdaVerifierOptions): VerifierSource => {
  refuseUnknownOptions('lambdaVerifier', options, known)
  const { client, functionName, nonce: newNonce = randomUUID } = options
  requireClient(client, 'client')
  requireFunction(newNonce, 'nonce')
  if (typeof functionName !== 'string' || !/^[A-Za-z0-9:_$.-]{1,256}$/.test(functionName)) {
    const message = `\`functionName\` ${quote(String(functionName))} is not the name of a function`
    throw new AdapterError('adapter-option', message, { field: 'functionName', value: String(functionName) })
  }
  const timeoutMs = numberOption('timeoutMs', options.timeoutMs, { fallback: 3_000, min: 100, max: 60_000 })

  return async (question, facts) => {
    const nonce = newNonce()
    const abort = new AbortController()
    const Payload = new TextEncoder().encode(JSON.stringify(verifierRequest(question, facts, nonce)))
    const command = new InvokeCommand({ FunctionName: functionName, InvocationType: 'RequestResponse', Payload })
    const invoked = await within(timeoutMs, () => client.send(command, { abortSignal: abort.signal }))
    if (invoked.kind === 'timeout') {
      abort.abort()
      return unavailable(`the verifier function did not answer within ${timeoutMs} ms`)
    }
    // The error's message may quote the request or the function's environment; its name is enough.
    if (invoked.kind === 'error')
      return unavailable(`invoking the verifier function failed with ${errorName(invoked.error)}`)
    const { FunctionError, StatusCode, Payload: answer } = invoked.value
    if (FunctionError !== undefined) return unavailable('the verifier function failed')
    if (StatusCode !== 200) return unavailable('the verifier function was not run to its end')
    return readVerifierResponse(answer, nonce)
  }
}
