/** What a device asks of Jobs by publishing on a reserved topic (Developer Guide, "Jobs device MQTT API operations"). */
export type JobRequest =
  | { readonly operation: 'start-next'; readonly thingName: string }
  | { readonly operation: 'update'; readonly thingName: string; readonly jobId: string }

const requestTopic =
  /^\$aws\/things\/(?<thingName>[a-zA-Z0-9:_-]{1,128})\/jobs\/(?:start-next|(?<jobId>[a-zA-Z0-9_-]{1,64})\/update)$/

const answer = /\/(?:accepted|rejected)$/

/** The request that a topic stands for; undefined for every other topic. */
export const readJobTopic = (topic: string): JobRequest | undefined => {
  const { thingName, jobId } = requestTopic.exec(topic)?.groups ?? {}
  if (thingName === undefined) return undefined
  return jobId === undefined ? { operation: 'start-next', thingName } : { operation: 'update', thingName, jobId }
}

/** Where a device is told which job is its next one. */
export const notifyNextTopic = (thingName: string): string => `$aws/things/${thingName}/jobs/notify-next`

/** Whether a topic is one that only Jobs publishes to. */
export const isJobAnswerTopic = (topic: string): boolean =>
  /^\$aws\/things\/[^/]+\/jobs\/notify(?:-next)?$/.test(topic) ||
  (answer.test(topic) && readJobTopic(topic.replace(answer, '')) !== undefined)
