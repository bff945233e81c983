import { describe, expect, it } from 'vitest'
import { runScript } from './demo/run-script.js'
import { createProgress } from './load/progress.js'
import { percentile, runLoad } from './load/run-load.js'

describe('npm run load', () => {
  it('tells how fast it went, and that there is one certificate a device', () => {
    const { status, stdout } = runScript('load', '--count', '12', '--concurrency', '4')
    expect(status).toBe(0)
    expect(stdout).toContain('12 devices, 4 at a time')
    expect(stdout).toMatch(/answered +12 of 12\n/)
    expect(stdout).toMatch(/rate +[0-9.]+ requests a second\n/)
    expect(stdout).toMatch(/latency +p50 [0-9.]+ ms, p90 [0-9.]+ ms, p99 [0-9.]+ ms, longest [0-9.]+ ms\n/)
    expect(stdout).toMatch(/registry +12 certificates in use, 0 left over\n/)
    expect(stdout).not.toContain('\u001b')
  }, 60_000)

  it.each([
    ['--count', '0'],
    ['--cuont', '1'],
  ])(
    'refuses %s %s, and says what there is',
    (...options) => {
      const { status, stderr } = runScript('load', ...options)
      expect(status).toBe(1)
      expect(stderr).toContain('npm run load -- [--count 200]')
    },
    60_000,
  )
})

describe('runLoad', () => {
  it('sends every request once, and never more than so many at a time', async () => {
    const sent: number[] = []
    const done: number[] = []
    let open = 0
    let most = 0
    const { latencies, failures } = await runLoad({
      count: 20,
      concurrency: 3,
      clock: () => 0,
      onDone: (count) => done.push(count),
      request: async (index) => {
        sent.push(index)
        open += 1
        most = Math.max(most, open)
        await Promise.resolve()
        open -= 1
      },
    })
    expect(sent.sort((left, right) => left - right)).toEqual(Array.from({ length: 20 }, (_, index) => index))
    expect([most, done.at(-1), latencies.length, failures.size]).toEqual([3, 20, 20, 0])
  })

  it('counts what goes wrong by its message, and goes on', async () => {
    let now = 0
    const { latencies, failures, seconds } = await runLoad({
      count: 4,
      concurrency: 1,
      clock: () => {
        now += 500
        return now
      },
      onDone: () => undefined,
      request: async (index) => {
        if (index % 2 === 1) throw new Error('503: later')
      },
    })
    expect(latencies).toEqual([500, 500])
    expect([...failures]).toEqual([['503: later', 2]])
    expect(seconds).toBe(3.5)
  })
})

describe('percentile', () => {
  it.each([
    [[1, 2, 3, 4], 50, 2],
    [[1, 2, 3, 4], 99, 4],
    [[7], 50, 7],
    [[], 50, undefined],
  ])('of %j, %i hundredths: %s', (sorted, hundredths, expected) => {
    expect(percentile(sorted, hundredths)).toBe(expected)
  })
})

describe('progress', () => {
  const watch = (isTTY: boolean, count: number): string => {
    let said = ''
    const write = (text: string): void => {
      said += text
    }
    const progress = createProgress('asking', count, { isTTY, write })
    for (let done = 1; done <= count; done += 1) progress(done)
    return said
  }

  it('is a line for each quarter where nobody watches', () => {
    expect(watch(false, 8)).toBe('asking: 2 of 8\nasking: 4 of 8\nasking: 6 of 8\nasking: 8 of 8\n')
  })

  it('is one line that moves on a terminal', () => {
    const said = watch(true, 2)
    expect(said).toMatch(/\r.*█{15}░{15} 1 of 2/)
    expect(said.endsWith(`${'█'.repeat(30)} 2 of 2\n`)).toBe(true)
  })
})
