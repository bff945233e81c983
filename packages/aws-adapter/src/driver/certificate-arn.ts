import type { Plan } from '@thingplan/core'

/** The ARN of a certificate: what AWS IoT calls a principal or a target. */
export const certificateArn = ({ account }: Pick<Plan, 'account'>, certificateId: string): string =>
  `arn:${account.partition}:iot:${account.region}:${account.id}:cert/${certificateId}`
