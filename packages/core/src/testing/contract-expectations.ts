import type { Execution, StepFailure } from '../plan/execution.js'
import type { StepErrorCode } from '../plan/step-error.js'
import { canonicalJson } from './canonical-json.js'
import type { DriverWorld } from './driver-world.js'

const show = (value: unknown): string => (typeof value === 'string' ? value : canonicalJson(value))

/** Rejects values that differ but for the order of keys. */
export const expectSame = (actual: unknown, expected: unknown, what: string): void => {
  if (show(actual) === show(expected)) return
  throw new Error(`${what}: expected ${show(expected)}, found ${show(actual)}`)
}

const failuresOf = (execution: Execution): readonly StepFailure[] =>
  execution.steps.flatMap(({ failure }) => (failure === undefined ? [] : [failure]))

export const expectCompleted = (execution: Execution, what: string): void => {
  if (execution.status === 'completed') return
  throw new Error(`${what}: not completed but ${show(execution)}`)
}

/** Rejects an execution that did not end for good with this failure alone, before any activation. */
export const expectRefused = (execution: Execution, code: StepErrorCode): StepFailure => {
  const failures = failuresOf(execution)
  const refusal = failures.find((failure) => failure.code === code)
  expectSame(execution.status, 'failed', 'status')
  if (refusal === undefined) throw new Error(`expected a failure ${code}, found ${show(failures)}`)
  expectSame(execution.retryable, false, 'retryable')
  const active = execution.steps.find(({ id }) => id.endsWith(':ACTIVE'))
  if (active !== undefined && active.outcome !== 'not-started' && active.failure !== refusal) {
    throw new Error(`the activation was ${active.outcome} in spite of ${code}`)
  }
  return refusal
}

const sortLists = (_: string, value: unknown): unknown =>
  Array.isArray(value) ? [...value].sort((left, right) => (show(left) < show(right) ? -1 : 1)) : value

/** The state with certificates named by number, so that it can be compared with another world's. */
export const stateOf = async (world: DriverWorld, certificateIds: readonly string[]): Promise<string> => {
  const named = certificateIds.reduce(
    (text, id, index) => text.replaceAll(id, `certificate-${index}`),
    JSON.stringify(await world.state()),
  )
  return canonicalJson(JSON.parse(named, sortLists))
}
