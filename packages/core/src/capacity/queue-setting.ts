/** A setting, and why it is what it is. */
export interface QueueSetting {
  readonly value: number
  readonly unit: 'functions' | 'messages' | 'seconds' | 'receives' | 'part of the quotas'
  /** A sentence for a person. The wording may change between releases. */
  readonly reason: string
}

/** Settings of a queue with a Lambda function behind it that registers devices; the comment names what AWS calls it. */
export interface QueueSettings {
  /** `ScalingConfig.MaximumConcurrency` of the event source mapping. */
  readonly maximumConcurrency: QueueSetting
  /** `ReservedConcurrentExecutions` of the function, where it reserves any. */
  readonly reservedConcurrency: QueueSetting
  /** `share` of `createPacedClient`. */
  readonly share: QueueSetting
  /** `BatchSize` of the event source mapping. */
  readonly batchSize: QueueSetting
  /** `MaximumBatchingWindowInSeconds` of the event source mapping. */
  readonly batchWindow: QueueSetting
  /** `Timeout` of the function. */
  readonly functionTimeout: QueueSetting
  /** `VisibilityTimeout` of the queue. */
  readonly visibilityTimeout: QueueSetting
  /** `MessageRetentionPeriod` of the queue. */
  readonly messageRetention: QueueSetting
  /** `RedrivePolicy.maxReceiveCount` of the queue. */
  readonly maxReceiveCount: QueueSetting
  /** `MessageRetentionPeriod` of the dead-letter queue. */
  readonly deadLetterRetention: QueueSetting
}
