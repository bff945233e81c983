/** AWS IoT, `iot-action-resources`: shadows and jobs of the HTTPS endpoint. */
export const thingActions: readonly string[] = [
  'iot:GetThingShadow',
  'iot:UpdateThingShadow',
  'iot:DeleteThingShadow',
  'iot:ListNamedShadowsForThing',
  'iot:DescribeJobExecution',
  'iot:GetPendingJobExecutions',
  'iot:StartNextPendingJobExecution',
  'iot:UpdateJobExecution',
  'greengrass:Discover',
]

export const connectivityActions: readonly string[] = [
  'greengrass:GetConnectivityInfo',
  'greengrass:UpdateConnectivityInfo',
]

/** What is done to topics over HTTPS. Whoever lists retained messages is told the name of every topic that has one. */
export const topicActions: readonly string[] = ['iot:Publish', 'iot:GetRetainedMessage', 'iot:ListRetainedMessages']
