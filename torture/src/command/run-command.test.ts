import { describe, expect, it } from 'vitest'
import { parseArguments } from './parse-arguments.js'
import { runCommand } from './run-command.js'

const run = async (...given: readonly string[]) => {
  const written = { out: '', complaints: '' }
  const code = await runCommand(
    given,
    { write: (text: string) => (written.out += text) },
    { write: (text: string) => (written.complaints += text) },
  )
  return { code, ...written }
}

describe('the command', () => {
  it.each([
    [['--fast'], 'there is no option --fast; there are --minutes, '],
    [['--flow', 'jump'], 'there is no flow jump; there are jitr, jitp'],
    [['--minutes', 'ten'], '--minutes is a number of minutes, such as 10, not ten\n'],
    [['--seed', '-1'], '--seed is a whole number of at most nine digits, not -1\n'],
    [['--seed'], '--seed needs a value\n'],
    [['--script', 'workers=1'], '--script goes with --seed, and --flow or --mutant\n'],
    [['--mutant', 'forgetful'], 'there is no mutant forgetful; there are activation before attachment, '],
    [['--mutant', 'poison takes its batch down', '--flow', 'jitr'], '--mutant has a flow of its own'],
  ])('refuses %j in a sentence', async (given, complaint) => {
    const { code, out, complaints } = await run(...given)
    expect([code, out]).toEqual([2, ''])
    expect(complaints).toContain(complaint)
    expect(complaints.split('\n')).toHaveLength(2)
  })

  it('refuses a script that is none', async () => {
    const { code, out } = await run('--flow=jitp', '--seed=1', '--script=workers=1;0.1=fire')
    expect([code, out]).toEqual([2, '--script has a part that is none: 0.1=fire\n'])
  })

  it('explains itself', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    for (const option of [
      '--minutes',
      '--flow',
      '--seed',
      '--schedules',
      '--script',
      '--mutants',
      '--mutant',
      '--help',
    ]) {
      expect(out).toContain(option)
    }
  })

  it('goes through one schedule request by request, twice the same', async () => {
    const first = await run('--flow', 'jitp', '--seed', '5')
    expect(first.code).toBe(0)
    expect(first.out).toMatch(/^jitp: seed 5, workers=\d;.*\n( {2}\d\.\d+ +\S+.*\n)+nothing was wrong\n$/)
    expect(await run('--flow', 'jitp', '--seed', '5')).toEqual(first)
  })

  it('does not call a flow fine that it has not come to', async () => {
    const { code, out } = await run('--flow', 'removal-retire', '--minutes', '0')
    expect(code).toBe(1)
    expect(out).toContain('not reached: removal-retire; ')
  })

  it('takes values behind a blank or an equals sign', () => {
    const expected = { minutes: 10, flow: 'jitr', seed: undefined }
    expect(parseArguments(['--minutes', '10', '--flow=jitr'], ['jitr'], [])).toMatchObject(expected)
  })
})
