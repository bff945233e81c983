import { DeleteCertificateCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { ours } from '../../fixtures/certificate-ids.js'
import { mockIot } from '../../fixtures/mock-client.js'
import { pauses } from '../../fixtures/pauses.js'
import { removalPlan } from '../../fixtures/removal-plan.js'
import { contextOf, stepOf } from '../../fixtures/step-of.js'
import { createIotDriver } from '../create-iot-driver.js'

const conflict = awsError('DeleteConflictException')

describe('delete-certificate', () => {
  const plan = removalPlan()
  const step = stepOf(plan, 'delete-certificate')

  it('never forces: a policy that is still attached was not in the plan', async () => {
    const { client, mock, sent } = mockIot()
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).resolves.toEqual({ outcome: 'done' })
    expect(sent()).toEqual(['DeleteCertificate'])
    expect(mock.commandCalls(DeleteCertificateCommand)[0]?.args[0].input).toEqual({ certificateId: ours })
  })

  it('is content where the certificate is gone', async () => {
    const { client, mock } = mockIot()
    mock.on(DeleteCertificateCommand).rejects(awsError('ResourceNotFoundException'))
    const performed = createIotDriver({ client }).perform(step, contextOf(plan))
    await expect(performed).resolves.toEqual({ outcome: 'already-done' })
  })

  it('waits for detachments, longer each time', async () => {
    const { client, mock } = mockIot()
    const { sleep, taken } = pauses()
    const command = mock.on(DeleteCertificateCommand)
    for (let refusals = 0; refusals < 7; refusals += 1) command.rejectsOnce(conflict)
    command.resolves({})
    const performed = createIotDriver({ client, sleep }).perform(step, contextOf(plan))
    await expect(performed).resolves.toEqual({ outcome: 'done' })
    expect(taken).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000])
  })

  it.each([
    [undefined, 60_000],
    [1_200, 1_200],
    [0, 0],
  ])('waits no longer than it may, and can then be done again (%s)', async (detachmentWaitMs, ms) => {
    const { client, mock } = mockIot()
    const { sleep, total } = pauses()
    mock.on(DeleteCertificateCommand).rejects(conflict)
    const driver = createIotDriver({ client, sleep, ...(detachmentWaitMs === undefined ? {} : { detachmentWaitMs }) })
    await expect(driver.perform(step, contextOf(plan))).rejects.toMatchObject({
      code: 'step-retryable',
      awsError: 'DeleteConflictException',
    })
    expect(total()).toBe(ms)
  })

  it('does not wait once nobody waits for it', async () => {
    const { client, mock } = mockIot()
    const abort = new AbortController()
    const { sleep, taken } = pauses(() => abort.abort())
    mock.on(DeleteCertificateCommand).rejects(conflict)
    const context = { ...contextOf(plan), signal: abort.signal }
    const performed = createIotDriver({ client, sleep }).perform(step, context)
    await expect(performed).rejects.toMatchObject({ code: 'step-retryable' })
    expect(taken).toEqual([500])
  })

  it.each([
    ['CertificateStateException', 'certificate-state-changed'],
    ['ThrottlingException', 'step-retryable'],
    ['UnauthorizedException', 'access-denied'],
  ])('waits for nothing else: %s', async (name, code) => {
    const { client, mock } = mockIot()
    const { sleep, taken } = pauses()
    mock.on(DeleteCertificateCommand).rejects(awsError(name))
    const performed = createIotDriver({ client, sleep }).perform(step, contextOf(plan))
    await expect(performed).rejects.toMatchObject({ code, field: 'certificateId' })
    expect(taken).toEqual([])
  })

  it.each([
    ['detachmentWaitMs', -1],
    ['detachmentWaitMs', 600_001],
    ['policyDetachmentWaitMs', 900_001],
    ['sleep', 'no function'],
  ])('refuses %s: %s', (field, value) => {
    const { client } = mockIot()
    expect(() => createIotDriver({ client, [field]: value })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
