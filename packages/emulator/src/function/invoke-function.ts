/** A Lambda function that AWS IoT calls: it gets an event, and answers with what JSON can carry. */
export type EmulatedFunction<Event> = (event: Event) => unknown

/** AWS IoT gives a pre-provisioning hook, and a certificate provider, five seconds. */
const milliseconds = 5000

/**
 * Calls a function as AWS IoT would: with an event of its own, for five seconds at most.
 *
 * @returns What JSON carries of the answer.
 * @throws where there is no function, where it throws, and where it is late.
 */
export const invokeFunction = async <Event>(
  functions: Readonly<Record<string, EmulatedFunction<Event>>>,
  arn: string,
  event: Event,
): Promise<unknown> => {
  const called = Object.hasOwn(functions, arn) ? functions[arn] : undefined
  if (called === undefined) throw new Error(`the emulator was given no function for ${arn}`)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${arn} did not answer within ${milliseconds / 1000} seconds`)),
      milliseconds,
    )
  })
  try {
    const answer = await Promise.race([answerOf(called, structuredClone(event)), late])
    return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer))
  } finally {
    clearTimeout(timer)
  }
}

/** A function that throws at once is one that rejects. */
const answerOf = async <Event>(called: EmulatedFunction<Event>, event: Event): Promise<unknown> => called(event)
