import type { IoTClient, ServiceOutputTypes } from '@aws-sdk/client-iot'

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
  readonly response: unknown
  readonly output: ServiceOutputTypes
}

/**
 * Answers where a request would leave for the network: after serialisation, signing and inside the retry loop.
 *
 * The priority puts it after everything else in the step, and thus after the signature.
 */
export const answerAtFinalizeRequest = (answer: AnswerRequest): StackPlugin => ({
  applyToStack: (stack) =>
    stack.add(
      (_next, context) =>
        async ({ input }) =>
          answered(answer, context, input),
      {
        name: 'thingplanEmulator',
        step: 'finalizeRequest',
        priority: 'low',
      },
    ),
})

/** Answers before anything else happens. */
export const answerAtInitialize = (answer: AnswerRequest): StackPlugin => ({
  applyToStack: (stack) =>
    stack.add(
      (_next, context) =>
        async ({ input }) =>
          answered(answer, context, input),
      {
        name: 'thingplanEmulator',
        step: 'initialize',
        priority: 'high',
      },
    ),
})

const answered = async (answer: AnswerRequest, context: HandlerContext, input: unknown): Promise<HandlerAnswer> => {
  const name = context.commandName?.replace(/Command$/, '') ?? 'unknown'
  const output: ServiceOutputTypes = { ...(await answer(name, input)), $metadata: { httpStatusCode: 200 } }
  return { response: undefined, output }
}
