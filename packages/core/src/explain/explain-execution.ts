import { inert } from '../error/inert.js'
import { quoteInFull } from '../error/quote.js'
import type { Execution, StepRecord } from '../plan/execution.js'
import { subjectOf } from '../plan/step-subject.js'
import { count, type Mark, widthOf } from './layout.js'

const marks: Readonly<Record<StepRecord['outcome'], Mark>> = {
  done: '✓',
  'already-done': '✓',
  assumed: '✓',
  failed: '✗',
  'not-started': '?',
}

const outcomes: Readonly<Record<StepRecord['outcome'], string>> = {
  done: 'done',
  'already-done': 'already done',
  assumed: 'assumed',
  failed: 'failed',
  'not-started': 'not started',
}

const milliseconds = (duration: number): string =>
  `${duration < 10 && !Number.isInteger(duration) ? duration.toFixed(1) : Math.round(duration)} ms`

const explainFailure = ({ failure }: StepRecord): readonly string[] => {
  if (failure === undefined) return []
  const { code, message, awsError, remedy, retryable } = failure
  const foreign = awsError === undefined ? '' : `, ${inert(awsError)}`
  return [
    `${inert(message)} (${inert(code)}${foreign})`,
    ...(remedy === undefined ? [] : [`→ ${inert(remedy)}`]),
    ...(retryable ? ['→ may pass: execute the plan again'] : []),
  ]
}

const summaries: Readonly<Record<Execution['status'], string>> = {
  completed: '✓ Completed',
  failed: '✗ Failed',
  aborted: '? Aborted',
}

const tookOf = (steps: readonly StepRecord[]): string => {
  const ends = steps.flatMap(({ startedAfterMs, durationMs }) =>
    startedAfterMs === undefined || durationMs === undefined ? [] : [startedAfterMs + durationMs],
  )
  return ends.length === 0 ? '' : ` in ${milliseconds(Math.max(...ends))}`
}

/** What became of a plan, step by step, and what is left to do. */
export const explainExecution = (execution: Execution): readonly string[] => {
  const { steps, status, certificateId, registration, retryable, leftovers } = execution
  const subjects = steps.map(({ id, kind }) => quoteInFull(subjectOf(id, kind, certificateId)))
  const kindWidth = widthOf(
    steps.map(({ kind }) => kind),
    32,
  )
  const subjectWidth = widthOf(subjects, 64)
  const timeWidth = widthOf(
    steps.flatMap(({ durationMs }) => (durationMs === undefined ? [] : [milliseconds(durationMs)])),
    16,
  )
  const digits = `${steps.length}`.length
  const indent = ' '.repeat(digits + 8)

  const lines = steps.flatMap((record, index) => {
    const { kind, outcome, durationMs, note } = record
    const number = `${index + 1}`.padStart(digits)
    const took = (durationMs === undefined ? '' : milliseconds(durationMs)).padStart(timeWidth)
    const subject = (subjects[index] ?? '').padEnd(subjectWidth)
    const what = `${inert(kind).padEnd(kindWidth)}  ${subject}  ${outcomes[outcome].padEnd(12)}  ${took}`
    const details = [...(note === undefined ? [] : [inert(note)]), ...explainFailure(record)]
    return [`  ${marks[outcome]} ${number}  ${what}`, ...details.map((detail) => indent + detail)]
  })
  return [
    `${summaries[status]}${tookOf(steps)}: certificate ${quoteInFull(certificateId)} by registration ${quoteInFull(registration)}`,
    ...(lines.length === 0 ? [] : ['', ...lines]),
    ...(retryable ? ['', 'The plan may be executed again as it is.'] : []),
    ...(leftovers.length === 0
      ? []
      : [
          '',
          `Left behind, ${count(leftovers.length, 'step')} to be taken back by hand:`,
          ...leftovers.map((id) => `  ✗ ${quoteInFull(id)}`),
        ]),
  ]
}
