import { describe, expect, it } from 'vitest'
import { createMachine, csrOf, enrol, token } from '../../fixtures/vending-machine.js'
import { writeOutcome } from './write-outcome.js'

/** An error as AWS's SDK throws it, with more on it than belongs into logs. */
const awsError = Object.assign(new Error('not authorized to perform iot:CreateCertificateFromCsr'), {
  name: 'UnauthorizedException',
  $response: { body: 'all that was sent' },
})

describe('writeOutcome', () => {
  it('says what has failed, on one line, and nothing that was sent', async () => {
    const { store, post, outcomes } = createMachine({ issuer: { issue: () => Promise.reject(awsError) } })
    await enrol(store)
    const csr = await csrOf()
    await post({ serialNumber: 'SN-1', token, csr })
    const line = writeOutcome(outcomes[0] ?? expect.fail('nothing was told'))
    const { name, message } = awsError
    expect(JSON.parse(line)).toMatchObject({
      kind: 'refused',
      failures: [{ effect: 'issue', error: { name, message } }],
    })
    for (const secret of ['\n', token, 'CERTIFICATE REQUEST', 'all that was sent']) expect(line).not.toContain(secret)
  })

  it.each([
    [
      'a code',
      Object.assign(new Error('x'), { code: 'ECONNRESET' }),
      { name: 'Error', code: 'ECONNRESET', message: 'x' },
    ],
    [
      'a cause',
      new Error('x', { cause: awsError }),
      { name: 'Error', message: 'x', cause: `${awsError.name}: ${awsError.message}` },
    ],
    ['a cause behind its cause', new Error('x', { cause: new Error('y', { cause: 1n }) }), { cause: 'Error: y' }],
    ['a cause that is no error', new Error('x', { cause: 'all that was sent' }), { name: 'Error', message: 'x' }],
  ])('knows an error with %s', (_what, error, described) => {
    const about = { serialNumber: 'SN-1', settled: false, transitions: [] }
    expect(JSON.parse(writeOutcome({ ...about, errors: [error] }))).toMatchObject({ ...about, errors: [described] })
  })

  it('knows the errors of a sweep', () => {
    const counts = { certificates: 1, orphans: [], left: {}, complete: true }
    const failures = [{ certificateId: 'ab', error: new TypeError('x') }]
    const unreadable = [{ serialNumber: 'SN-1', unreadable: new RangeError('y') }]
    expect(JSON.parse(writeOutcome({ ...counts, failures, unreadable }))).toEqual({
      ...counts,
      failures: [{ certificateId: 'ab', error: { name: 'TypeError', message: 'x' } }],
      unreadable: [{ serialNumber: 'SN-1', unreadable: { name: 'RangeError', message: 'y' } }],
    })
  })
})
