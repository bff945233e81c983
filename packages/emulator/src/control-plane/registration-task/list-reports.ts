import { type ListThingRegistrationTaskReportsResponse, ReportType } from '@aws-sdk/client-iot'
import { invalidRequest } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { optionalChoice, requiredText } from '../../request/input.js'
import { registryPage } from '../../request/page.js'
import type { Operation } from '../operation.js'

export const listThingRegistrationTaskReports: Operation<ListThingRegistrationTaskReportsResponse> = {
  members: ['taskId', 'reportType', 'nextToken', 'maxResults'],
  perform: ({ registry }, input) => {
    const id = requiredText(input, 'taskId', constraints.taskId)
    const reportType = optionalChoice(input, 'reportType', ReportType)
    if (reportType === undefined) throw invalidRequest('reportType is required')
    const task = registry.registrationTasks.get(id)
    // The model gives this operation no ResourceNotFoundException.
    if (task === undefined) throw invalidRequest(`registration task ${id} does not exist`)
    const { items, next } = registryPage(input, task.reports[reportType].links)
    return { resourceLinks: [...items], reportType, ...(next === undefined ? {} : { nextToken: next }) }
  },
}
