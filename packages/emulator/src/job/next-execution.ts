import type { World } from '../world.js'
import { executionNumber, isOver, type JobExecution } from './job-execution.js'
import { notifyNextTopic } from './job-topic.js'

/** Developer Guide, "Jobs device MQTT API operations": times are seconds since 1970. */
export const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000)

/** What a thing has to do next: what is in progress, then what has waited longest. */
export const nextExecution = ({ registry }: World, thingName: string): JobExecution | undefined => {
  const open = [...registry.jobExecutions.values()].filter((one) => one.thingName === thingName && !isOver(one.status))
  return open.find(({ status }) => status === 'IN_PROGRESS') ?? open[0]
}

/** An execution as a device is told of it. */
export const describeExecution = ({ registry }: World, execution: JobExecution): Readonly<Record<string, unknown>> => {
  const { jobId, thingName, status, statusDetails, versionNumber, queuedAt, startedAt, lastUpdatedAt } = execution
  return {
    jobId,
    thingName,
    status,
    ...(statusDetails === undefined ? {} : { statusDetails }),
    queuedAt: secondsOf(queuedAt),
    ...(startedAt === undefined ? {} : { startedAt: secondsOf(startedAt) }),
    lastUpdatedAt: secondsOf(lastUpdatedAt),
    versionNumber,
    executionNumber,
    jobDocument: JSON.parse(registry.jobs.get(jobId)?.document ?? '{}'),
  }
}

/** Does something to the jobs of a thing, and tells the thing where that has given it another next one. */
export const withNextTold = <Result>(world: World, thingName: string, work: () => Result): Result => {
  const before = nextExecution(world, thingName)?.jobId
  const result = work()
  const next = nextExecution(world, thingName)
  if (next?.jobId === before) return result
  const execution = next === undefined ? {} : describeExecution(world, next)
  const payload = Buffer.from(JSON.stringify({ timestamp: secondsOf(world.clock()), execution }))
  for (const send of world.outlets) {
    world.background(send({ topic: notifyNextTopic(thingName), payload, qos: 0, retain: false }))
  }
  return result
}
