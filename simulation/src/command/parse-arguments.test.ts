import { describe, expect, it } from 'vitest'
import { scenarioNames } from '../scenario/scenario.js'
import { parseArguments } from './parse-arguments.js'
import { runCommand } from './run-command.js'

describe('the arguments', () => {
  it('have defaults', () => {
    expect(parseArguments([])).toEqual({
      help: false,
      scenarios: scenarioNames,
      devices: 1_000_000,
      seed: 1,
      isPaced: true,
      out: undefined,
    })
  })

  it('are read', () => {
    const given = ['--scenario', 'day', '--devices=5000', '--seed', '7', '--without-pacing', '--out', 'a.svg', '--help']
    expect(parseArguments(given)).toEqual({
      help: true,
      scenarios: ['day'],
      devices: 5000,
      seed: 7,
      isPaced: false,
      out: 'a.svg',
    })
  })

  it.each([
    [['--device', '5'], 'there is no option `--device`: did you mean `devices`'],
    [['day'], 'nobody knows what `day` is'],
    [['--seed'], '`--seed` needs a value'],
    [['--help=yes'], '`--help` takes no value'],
    [['--devices', '99'], '`--devices` is a whole number from 100 to 2000000'],
    [['--devices', '1e6'], '`--devices` is a whole number from 100 to 2000000'],
    [['--seed', '-1'], expect.any(String)],
    [['--seed', '1.5'], '`--seed` is a whole number of at most nine digits'],
    [['--scenario', 'night'], 'there is no scenario `night`; there are day, power-cut, all-at-once'],
    [['--out', 'graph.png'], '`--out` is the name of a file that ends with .svg'],
    [['--__proto__', '1'], expect.any(String)],
  ])('%j are refused in one line', async (given, wrong) => {
    expect(parseArguments(given)).toEqual({ wrong })
    const [out, problems] = [[], []] as [string[], string[]]
    const code = await runCommand(given, { write: (text) => out.push(text) }, { write: (text) => problems.push(text) })
    expect([code, out, problems.join('').split('\n').length]).toEqual([2, [], 2])
  })

  it('can ask for help', async () => {
    const out: string[] = []
    expect(await runCommand(['--help'], { write: (text) => out.push(text) }, { write: () => {} })).toBe(0)
    expect(out.join('')).toContain('npm run simulate -- [options]')
  })
})
