import { describe, expect, it } from 'vitest'
import { deviceWith } from '../fixtures/device.js'
import { type OwnJobsOptions, ownJobs } from './own-jobs.js'

const device = deviceWith(ownJobs(), '1')
const jobs = '$aws/things/thing-1/jobs'

describe('a device with ownJobs', () => {
  it.each([
    ['iot:Connect', 'client/thing-1'],
    ['iot:Publish', `topic/${jobs}/get`],
    ['iot:Publish', `topic/${jobs}/start-next`],
    ['iot:Publish', `topic/${jobs}/$next/get`],
    ['iot:Publish', `topic/${jobs}/job-7/get`],
    ['iot:Publish', `topic/${jobs}/job-7/update`],
    ['iot:Subscribe', `topicfilter/${jobs}/notify-next`],
    ['iot:Subscribe', `topicfilter/${jobs}/+/update/accepted`],
    ['iot:Receive', `topic/${jobs}/notify`],
    ['iot:Receive', `topic/${jobs}/job-7/get/rejected`],
  ])('may %s on %s', (action, resource) => {
    expect(device.can(action, resource)).toBe(true)
  })

  it.each([
    ['iot:Connect', 'client/thing-2'],
    ['iot:Publish', `topic/${jobs}/notify`],
    ['iot:Publish', `topic/${jobs}/notify-next`],
    ['iot:Publish', 'topic/$aws/things/thing-2/jobs/get'],
    ['iot:Publish', 'topic/$aws/things/thing-10/jobs/job-7/update'],
    ['iot:Subscribe', 'topicfilter/$aws/things/+/jobs/notify-next'],
    ['iot:Subscribe', 'topicfilter/$aws/things/thing-1/#'],
    ['iot:Receive', 'topic/$aws/things/thing-2/jobs/notify'],
    ['iot:Publish', 'topic/$aws/things/thing-1/shadow/get'],
  ])('may not %s on %s', (action, resource) => {
    expect(device.can(action, resource)).toBe(false)
  })

  it('refuses an option that does not exist', () => {
    expect(() => ownJobs({ nmae: 'a' } as OwnJobsOptions)).toThrow(
      expect.objectContaining({ code: 'registration-option', field: 'nmae' }),
    )
  })
})
