import { describe, expect, it, vi } from 'vitest'
import { failed, oversized, refused, registered, registration } from '../fixtures/audit-events.js'
import { createLogAuditSink, type LogAuditSinkOptions } from './create-log-audit-sink.js'

const log = () => {
  const lines: string[] = []
  const sink = createLogAuditSink({ write: (line) => void lines.push(line) })
  return { lines, sink }
}

describe('createLogAuditSink', () => {
  it('writes a line for each event, in order', async () => {
    const { sink, lines } = log()
    await sink.record(registration())
    expect(lines.map((line) => JSON.parse(line))).toEqual(registration().map((event) => ({ level: 'INFO', ...event })))
  })

  it.each([
    ['a success', registered(), 'INFO'],
    ['a refusal', refused(), 'WARN'],
    ['a failure that mends itself', failed(true), 'WARN'],
    ['a failure for good', failed(false), 'ERROR'],
  ])('gives %s its level', async (_what, event, level) => {
    const { sink, lines } = log()
    await sink.record([event])
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level, id: event.id })
  })

  it('lets nothing in an event end its line or reach a terminal', async () => {
    const { sink, lines } = log()
    const message = 'a\n{"level":"INFO","type":"accepted"}\u001b[2J\u2028\u202e'
    await sink.record([{ ...oversized(message) }])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^[ -~]+$/)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ message })
  })

  it('writes that another sink failed', async () => {
    const { sink, lines } = log()
    await sink.sinkFailed?.({ sink: 'sqs audit', code: 'sink-failed', error: 'QueueDoesNotExist', eventIds: ['e1'] })
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: 'ERROR',
        type: 'sink-failed',
        failure: { sink: 'sqs audit', code: 'sink-failed', error: 'QueueDoesNotExist', eventIds: ['e1'] },
      },
    ])
  })

  it('names what it did not write, and writes all else', async () => {
    const lines: string[] = []
    const [first, second] = [refused('a'), refused('b')]
    const sink = createLogAuditSink({
      write: async (line) => {
        if (line.includes(first.id)) throw new Error('the disk is full')
        lines.push(line)
      },
    })
    await expect(sink.record([first, second])).rejects.toMatchObject({
      name: 'AdapterError',
      code: 'audit-not-recorded',
      value: first.id,
      message: 'log did not record 1 of 2 events: writing its line failed',
      cause: { message: 'the disk is full' },
    })
    expect(lines).toHaveLength(1)
  })

  it('writes no event that is too large, and all others', async () => {
    const { sink, lines } = log()
    await expect(sink.record([oversized(), registered()])).rejects.toMatchObject({ value: oversized().id })
    expect(lines).toHaveLength(1)
  })

  it('writes to standard output, and waits until that is done', async () => {
    const written: unknown[] = []
    const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text, ...rest: readonly unknown[]) => {
      const [done] = rest
      written.push(text)
      if (typeof done === 'function') done(written.length > 1 ? new Error('closed') : undefined)
      return true
    })
    try {
      await createLogAuditSink().record([registered()])
      await expect(createLogAuditSink().record([registered()])).rejects.toMatchObject({ code: 'audit-not-recorded' })
    } finally {
      stdout.mockRestore()
    }
    expect(written[0]).toBe(`${JSON.stringify({ level: 'INFO', ...registered() })}\n`)
  })

  it.each<[object, string]>([
    [{ write: 'stdout' }, 'write'],
    [{ writer: () => {} }, 'writer'],
  ])('refuses the option %j', (options, field) => {
    expect(() => createLogAuditSink(options as LogAuditSinkOptions)).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
