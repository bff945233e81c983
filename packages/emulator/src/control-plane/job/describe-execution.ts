import type { DescribeJobExecutionResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { resourceNotFound } from '../../exception/exceptions.js'
import { executionKey, executionNumber } from '../../job/job-execution.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'

export const describeJobExecution: Operation<DescribeJobExecutionResponse> = {
  members: ['jobId', 'thingName'],
  perform: ({ account, registry }, input) => {
    const jobId = requiredText(input, 'jobId', constraints.jobId)
    const thingName = requiredText(input, 'thingName', constraints.thingName)
    const execution = registry.jobExecutions.get(executionKey(thingName, jobId))
    if (execution === undefined) throw resourceNotFound(`thing ${quote(thingName)} has no job ${quote(jobId)}`)
    const { status, statusDetails, versionNumber, queuedAt, startedAt, lastUpdatedAt } = execution
    return {
      execution: {
        jobId,
        status,
        ...(statusDetails === undefined ? {} : { statusDetails: { detailsMap: { ...statusDetails } } }),
        thingArn: arnOf(account, 'thing', thingName),
        queuedAt,
        ...(startedAt === undefined ? {} : { startedAt }),
        lastUpdatedAt,
        executionNumber,
        versionNumber,
      },
    }
  },
}
