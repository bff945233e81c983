import { RequestRefused } from '../device/ask.js'

/** What was said to a request that has to be refused. */
export const refusalOf = async (answer: Promise<unknown>): Promise<string> => {
  try {
    await answer
  } catch (error) {
    if (error instanceof RequestRefused) return error.message
    throw error
  }
  throw new Error('this should have been refused, and was not')
}
