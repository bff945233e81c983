import type { AuditEvent } from '@thingplan/core/audit'
import type { Unrecorded } from './incomplete-trail.js'

/** Takes one line without its end. What it throws or rejects with is noticed. */
export type LineWriter = (line: string) => void | Promise<void>

/**
 * Standard output, in place of `console`: in a Lambda function `console.log` puts a time and a request id in front, or the line into
 * a document of its own, and neither is JSON that CloudWatch takes metrics from (CloudWatch User Guide, "Specification: Embedded
 * metric format", root node).
 */
export const writeToStandardOutput: LineWriter = (line) =>
  new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()))
  })

/** Writes a line; where that fails, the events that it is about were not recorded. */
export const writeLine = async (
  write: LineWriter,
  events: readonly AuditEvent[],
  line: string,
): Promise<readonly Unrecorded[]> => {
  try {
    await write(line)
    return []
  } catch (cause) {
    return events.map((event) => ({ event, reason: 'writing its line failed', cause }))
  }
}
