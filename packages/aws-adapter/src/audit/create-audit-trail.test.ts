import { type AuditEvent, type AuditSink, type AuditSinkFailure, auditCompletion } from '@thingplan/core/audit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AdapterError } from '../error/adapter-error.js'
import { createAuditTrail } from './create-audit-trail.js'

const event = (message: string): AuditEvent => auditCompletion(message, { at: new Date(0), flow: 'registration' })
const events = [event('one'), event('two')]
const eventIds = events.map(({ id }) => id)

const keeping = (name: string): AuditSink & { readonly kept: AuditEvent[]; readonly told: AuditSinkFailure[] } => {
  const kept: AuditEvent[] = []
  const told: AuditSinkFailure[] = []
  return {
    name,
    kept,
    told,
    record: async (recorded) => void kept.push(...recorded),
    sinkFailed: (failure) => void told.push(failure),
  }
}

const hanging: AuditSink = { name: 'hanging', record: () => new Promise(() => {}) }
const throwing = (error: unknown): AuditSink => ({
  name: 'throwing',
  record: () => {
    throw error
  },
})

/** What is written to standard error, instead of it. */
const captureStandardError = (): string[] => {
  const lines: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text))
    return true
  })
  return lines
}

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('an audit trail', () => {
  it('sends events to every sink, in order', async () => {
    const [one, other] = [keeping('one'), keeping('other')]
    const trail = createAuditTrail({ sinks: [one, other] })
    await trail.record(events)
    await trail.record(() => [event('three')])
    expect([one.kept, other.kept]).toEqual([
      [...events, event('three')],
      [...events, event('three')],
    ])
    expect(trail.failures).toBe(0)
  })

  it('has nothing to send where nothing happened', async () => {
    const record = vi.fn()
    await createAuditTrail({ sinks: [{ name: 'one', record }] }).record([])
    expect(record).not.toHaveBeenCalled()
  })

  it.each([
    ['throws', new TypeError('a secret'), { error: 'TypeError' }],
    ['throws what is no error', 'a secret', { error: 'unknown' }],
    [
      'says what it did not record',
      new AdapterError('adapter-option', 'one of two'),
      { error: 'adapter-option', message: 'one of two' },
    ],
  ])('tells of a sink that %s, and sends to the others', async (_what, error, said) => {
    const other = keeping('other')
    const onSinkFailure = vi.fn()
    const trail = createAuditTrail({ sinks: [throwing(error), other], onSinkFailure })
    await trail.record(events)
    const failure = { sink: 'throwing', code: 'sink-failed', ...said, eventIds }
    expect(onSinkFailure.mock.calls).toEqual([[failure]])
    expect(other.told).toEqual([failure])
    expect(other.kept).toEqual(events)
    expect(trail.failures).toBe(1)
  })

  it('does not wait for a sink that is slow, nor make others wait', async () => {
    vi.useFakeTimers()
    const onSinkFailure = vi.fn()
    const other = keeping('other')
    const recorded = createAuditTrail({ sinks: [hanging, other], timeoutMs: 1_000, onSinkFailure }).record(events)
    await vi.advanceTimersByTimeAsync(749)
    expect(onSinkFailure).not.toHaveBeenCalled()
    expect(other.kept).toEqual(events)
    await vi.advanceTimersByTimeAsync(1)
    await recorded
    expect(onSinkFailure.mock.calls).toEqual([[{ sink: 'hanging', code: 'sink-timeout', eventIds }]])
  })

  it('takes no longer than it is allowed, whoever hangs', async () => {
    vi.useFakeTimers()
    captureStandardError()
    const deaf: AuditSink = { name: 'deaf', record: async () => {}, sinkFailed: () => new Promise(() => {}) }
    const onSinkFailure = (): Promise<void> => new Promise(() => {})
    let isOver = false
    const trail = createAuditTrail({ sinks: [hanging, deaf], onSinkFailure })
    void trail.record(events, 400).then(() => {
      isOver = true
    })
    await vi.advanceTimersByTimeAsync(399)
    expect(isOver).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(isOver).toBe(true)
  })

  it('starts recording where no time is left, and tells that it did not wait', async () => {
    const onSinkFailure = vi.fn()
    const one = keeping('one')
    await createAuditTrail({ sinks: [one], onSinkFailure }).record(events, 0)
    expect(one.kept).toEqual(events)
    expect(onSinkFailure).toHaveBeenCalledWith(expect.objectContaining({ code: 'sink-timeout' }))
  })

  it('tells of events that could not be made', async () => {
    const onSinkFailure = vi.fn()
    const trail = createAuditTrail({ sinks: [keeping('one')], onSinkFailure })
    await trail.record(() => {
      throw new RangeError('a secret')
    })
    expect(onSinkFailure.mock.calls).toEqual([
      [{ sink: 'all', code: 'events-failed', error: 'RangeError', eventIds: [] }],
    ])
  })
})

describe('a failure of which nobody else is told', () => {
  const line = { level: 'ERROR', text: 'audit events were not recorded', sink: 'throwing', code: 'sink-failed' }

  it.each([
    ['is one line on standard error', undefined],
    [
      'is that also where whoever is told throws',
      () => {
        throw new Error('deaf')
      },
    ],
    ['or rejects', () => Promise.reject(new Error('deaf'))],
  ])('%s', async (_what, onSinkFailure) => {
    const lines = captureStandardError()
    const options = { sinks: [throwing(new Error('a\nb'))], ...(onSinkFailure && { onSinkFailure }) }
    await createAuditTrail(options).record(events)
    expect(lines.map((text) => JSON.parse(text))).toEqual([{ ...line, error: 'Error', eventIds }])
    expect(lines[0]?.match(/\n/g)).toHaveLength(1)
  })

  it('holds nothing that a terminal would obey', async () => {
    const lines = captureStandardError()
    const error = new AdapterError('audit-not-recorded', 'refused: \u009b2J\u202e')
    await createAuditTrail({ sinks: [throwing(error)] }).record(events)
    expect(lines.join('')).not.toMatch(/[\u009b\u202e]/)
    expect(JSON.parse(lines.join(''))).toMatchObject({ message: error.message })
  })

  it('is not written where somebody is told', async () => {
    const lines = captureStandardError()
    await createAuditTrail({ sinks: [throwing(new Error('x'))], onSinkFailure: () => {} }).record(events)
    expect(lines).toEqual([])
  })
})

describe('createAuditTrail', () => {
  const one = keeping('one')
  it.each([
    ['an option that does not exist', { sinks: [one], timeout: 1 }, 'timeout'],
    ['no sinks', { sinks: [] }, 'sinks'],
    ['a sink for a list', { sinks: one }, 'sinks'],
    ['a sink without a name', { sinks: [{ ...one, name: '' }] }, 'sinks'],
    ['a sink that records nothing', { sinks: [{ name: 'one' }] }, 'sinks'],
    ['nothing for a sink', { sinks: [undefined] }, 'sinks'],
    ['two sinks of one name', { sinks: [one, keeping('one')] }, 'sinks'],
    ['no time', { sinks: [one], timeoutMs: 0 }, 'timeoutMs'],
    ['a listener that is none', { sinks: [one], onSinkFailure: 'log' }, 'onSinkFailure'],
  ])('refuses %s', (_what, options, field) => {
    expect(() => Reflect.apply(createAuditTrail, undefined, [options])).toThrow(
      expect.objectContaining({ name: 'AdapterError', code: 'adapter-option', field }),
    )
  })
})
