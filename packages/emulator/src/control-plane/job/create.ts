import { type CreateJobResponse, TargetSelection } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf, nameInArn } from '../../arn.js'
import { EmulatorError } from '../../emulator-error.js'
import { invalidRequest, resourceAlreadyExists } from '../../exception/exceptions.js'
import { executionKey } from '../../job/job-execution.js'
import { withNextTold } from '../../job/next-execution.js'
import { constraints } from '../../request/constraints.js'
import { checkText, type Input, isInput, optionalChoice, optionalList, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'
import type { Operation } from '../operation.js'
import { findThing } from '../thing/find-thing.js'

export const createJob: Operation<CreateJobResponse> = {
  members: ['jobId', 'targets', 'document', 'targetSelection'],
  perform: (world, input) => {
    if (optionalChoice(input, 'targetSelection', TargetSelection) === 'CONTINUOUS')
      throw unsupported('targetSelection', 'CONTINUOUS')
    const jobId = requiredText(input, 'jobId', constraints.jobId)
    const document = requestedDocument(input)
    const thingNames = requestedThings(world, input)
    const jobArn = arnOf(world.account, 'job', jobId)
    const { jobs, jobExecutions } = world.registry
    if (jobs.has(jobId)) throw resourceAlreadyExists(`job ${quote(jobId)} exists`, jobId, jobArn)
    jobs.set(jobId, { id: jobId, document })
    const now = world.clock()
    for (const thingName of thingNames) {
      withNextTold(world, thingName, () =>
        jobExecutions.set(executionKey(thingName, jobId), {
          jobId,
          thingName,
          status: 'QUEUED',
          statusDetails: undefined,
          versionNumber: 1,
          queuedAt: now,
          startedAt: undefined,
          lastUpdatedAt: now,
        }),
      )
    }
    return { jobArn, jobId }
  },
}

const requestedThings = (world: World, input: Input): readonly string[] => {
  const targets = optionalList(input, 'targets') ?? []
  if (targets.length === 0) throw invalidRequest('targets is required')
  const names = targets.map((target) => {
    const arn = checkText('targets', target, constraints.arn)
    const name = nameInArn(world.account, 'thing', arn)
    if (name !== undefined) return findThing(world, name).name
    throw unsupported('targets', arn)
  })
  return [...new Set(names)]
}

const unsupported = (field: string, value: string): EmulatorError =>
  new EmulatorError('emulator-input-unsupported', `the emulator has no jobs for ${quote(value)}`, {
    field,
    value,
    remedy: 'name things by their ARNs, in a job of targetSelection SNAPSHOT',
  })

/** A device is told of the document as an object, so that it must be one. */
const requestedDocument = (input: Input): string => {
  const document = requiredText(input, 'document', constraints.jobDocument)
  try {
    if (isInput(JSON.parse(document))) return document
  } catch {
    // Said below.
  }
  throw invalidRequest('document must be a JSON object')
}
