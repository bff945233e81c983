import { type Input, isInput } from '../request/input.js'
import type { World } from '../world.js'
import { executionKey, isOver, type JobExecution } from './job-execution.js'
import type { JobRequest } from './job-topic.js'
import { describeExecution, nextExecution, secondsOf, withNextTold } from './next-execution.js'

/** An answer of Jobs: its last topic level, and its payload. */
export interface JobAnswer {
  readonly outcome: 'accepted' | 'rejected'
  readonly payload: string
}

/** Codes of the Developer Guide, "Jobs device MQTT API operations". */
type RejectionCode =
  | 'InvalidJson'
  | 'InvalidRequest'
  | 'InvalidStateTransition'
  | 'ResourceNotFound'
  | 'VersionMismatch'

class Rejection extends Error {
  override readonly name = 'Rejection'
  readonly code: RejectionCode
  /** How it is with the job, where the request was mistaken about that. */
  readonly execution: JobExecution | undefined

  constructor(code: RejectionCode, message: string, execution?: JobExecution) {
    super(message)
    this.code = code
    this.execution = execution
  }
}

/** What a device can say of a job. */
const tellable = ['IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'REJECTED'] as const

const known: Readonly<Record<JobRequest['operation'], readonly string[]>> = {
  'start-next': ['clientToken', 'statusDetails'],
  update: ['clientToken', 'status', 'statusDetails', 'expectedVersion'],
}

/** Answers a request of Jobs; what is wrong with it goes to the device, as AWS IoT says it. */
export const answerJobRequest = (world: World, request: JobRequest, payload: Uint8Array): JobAnswer => {
  const about: { clientToken?: unknown } = {}
  const stamp = (): Input => ({ timestamp: secondsOf(world.clock()), ...about })
  try {
    const input = readInput(payload)
    if (input['clientToken'] !== undefined) about.clientToken = input['clientToken']
    const unknown = Object.keys(input).find((member) => !known[request.operation].includes(member))
    if (unknown !== undefined) throw new Rejection('InvalidRequest', `the emulator knows no ${unknown} of this request`)
    const answer = request.operation === 'start-next' ? start(world, request, input) : update(world, request, input)
    return { outcome: 'accepted', payload: JSON.stringify({ ...answer, ...stamp() }) }
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    const { code, message, execution } = error
    const executionState = execution && stateOf(execution)
    return { outcome: 'rejected', payload: JSON.stringify({ code, message, ...stamp(), executionState }) }
  }
}

const stateOf = ({ status, statusDetails, versionNumber }: JobExecution): Input => ({
  status,
  statusDetails,
  versionNumber,
})

const readInput = (payload: Uint8Array): Input => {
  try {
    const input: unknown = payload.length === 0 ? {} : JSON.parse(Buffer.from(payload).toString())
    if (isInput(input)) return input
  } catch {
    // Said below.
  }
  throw new Rejection('InvalidJson', 'the payload is no JSON object')
}

const readDetails = (input: Input): Readonly<Record<string, string>> | undefined => {
  const details = input['statusDetails']
  if (details === undefined) return undefined
  if (!isInput(details)) throw new Rejection('InvalidRequest', 'statusDetails must be an object')
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (typeof value === 'string') return [name, value]
      throw new Rejection('InvalidRequest', 'statusDetails must hold texts')
    }),
  )
}

const change = (world: World, execution: JobExecution, changed: Partial<JobExecution>): JobExecution => {
  const now = world.clock()
  const { jobId, thingName, versionNumber, startedAt = now } = execution
  const next = { ...execution, ...changed, versionNumber: versionNumber + 1, startedAt, lastUpdatedAt: now }
  world.registry.jobExecutions.set(executionKey(thingName, jobId), next)
  return next
}

/** One that is in progress is told again, as it is. */
const start = (world: World, { thingName }: JobRequest, input: Input): Input => {
  const statusDetails = readDetails(input)
  const next = nextExecution(world, thingName)
  if (next === undefined) return {}
  if (next.status === 'IN_PROGRESS') return { execution: describeExecution(world, next) }
  const started = withNextTold(world, thingName, () => change(world, next, { status: 'IN_PROGRESS', statusDetails }))
  return { execution: describeExecution(world, started) }
}

const update = (
  world: World,
  { thingName, jobId }: Extract<JobRequest, { readonly operation: 'update' }>,
  input: Input,
): Input => {
  const execution = world.registry.jobExecutions.get(executionKey(thingName, jobId))
  if (execution === undefined) throw new Rejection('ResourceNotFound', 'the thing has no such job')
  const { status: from, statusDetails: known, versionNumber } = execution
  const { expectedVersion } = input
  const status = tellable.find((word) => word === input['status'])
  if (status === undefined) {
    throw new Rejection('InvalidRequest', `status must be one of ${tellable.join(', ')}`)
  }
  if (expectedVersion !== undefined && expectedVersion !== String(versionNumber) && expectedVersion !== versionNumber) {
    throw new Rejection('VersionMismatch', `the version is ${versionNumber}`, execution)
  }
  if (isOver(from)) throw new Rejection('InvalidStateTransition', `the job is ${from}`, execution)
  const statusDetails = readDetails(input) ?? known
  withNextTold(world, thingName, () => change(world, execution, { status, statusDetails }))
  return {}
}
