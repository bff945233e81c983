import type { IoTClient } from '@aws-sdk/client-iot'

/** Answers a command by its name in the API reference, or rejects. */
export type AnswerRequest = (commandName: string, input: unknown) => Promise<object>

type Stack = IoTClient['middlewareStack']

/** What `middlewareStack.use` takes. */
export interface StackPlugin {
  applyToStack(stack: Stack): void
}

interface HandlerContext {
  readonly commandName?: string
}

interface HandlerAnswer {
  readonly response: undefined
  readonly output: { readonly $metadata: { readonly httpStatusCode: number } }
}

/** A middleware of any client of the SDK that answers instead of passing on. */
export type AnsweringMiddleware = (
  next: unknown,
  context: HandlerContext,
) => (args: { readonly input: unknown }) => Promise<HandlerAnswer>

export const answering =
  (answer: AnswerRequest): AnsweringMiddleware =>
  (_next, context) =>
  async ({ input }) => {
    const name = context.commandName?.replace(/Command$/, '') ?? 'unknown'
    return { response: undefined, output: { ...(await answer(name, input)), $metadata: { httpStatusCode: 200 } } }
  }

/**
 * Answers where a request would leave for the network: after serialisation, signing and inside the retry loop.
 *
 * The priority puts it after everything else in the step, and thus after the signature.
 */
export const answerAtFinalizeRequest = (answer: AnswerRequest): StackPlugin => ({
  applyToStack: (stack) =>
    stack.add(answering(answer), { name: 'thingplanEmulator', step: 'finalizeRequest', priority: 'low' }),
})

/** Answers before anything else happens. */
export const answerAtInitialize = (answer: AnswerRequest): StackPlugin => ({
  applyToStack: (stack) =>
    stack.add(answering(answer), { name: 'thingplanEmulator', step: 'initialize', priority: 'high' }),
})
