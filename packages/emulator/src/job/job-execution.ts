import type { JobExecutionStatus } from '@aws-sdk/client-iot'

export interface Job {
  readonly id: string
  /** JSON of an object. */
  readonly document: string
}

/** A job on one thing. */
export interface JobExecution {
  readonly jobId: string
  readonly thingName: string
  readonly status: JobExecutionStatus
  readonly statusDetails: Readonly<Record<string, string>> | undefined
  /** Counts updates. */
  readonly versionNumber: number
  readonly queuedAt: Date
  readonly startedAt: Date | undefined
  readonly lastUpdatedAt: Date
}

/** There is one attempt of each job on each thing. */
export const executionNumber = 1

export const executionKey = (thingName: string, jobId: string): string => `${thingName}\n${jobId}`

/** Statuses that nothing follows. */
export const isOver = (status: JobExecutionStatus): boolean => status !== 'QUEUED' && status !== 'IN_PROGRESS'
