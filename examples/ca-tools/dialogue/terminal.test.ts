import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { openTerminal } from './terminal.js'

/** Two ends of a line with a person at it, who types what is fed. */
const line = (isTTY = true) => {
  const input = Object.assign(new PassThrough(), { isTTY })
  const output = Object.assign(new PassThrough(), { isTTY })
  const errors = new PassThrough()
  return { input, terminal: openTerminal(input, output, errors), shown: () => String(output.read() ?? ''), errors }
}

describe('a terminal', () => {
  it('asks and shows what is typed', async () => {
    const { input, terminal, shown } = line()
    const answer = terminal.ask('Name?')
    input.write('factory\r')
    expect(await answer).toBe('factory')
    expect(shown()).toMatch(/Name\?.*factory/s)
  })

  it('asks for a secret and shows nothing of it', async () => {
    const { input, terminal, shown } = line()
    const answer = terminal.askSecret('Passphrase:')
    input.write('correct horse\r')
    expect(await answer).toBe('correct horse')
    expect(shown()).toBe('Passphrase: \n')
  })

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('takes %s for a person who has changed their mind', async (_, key) => {
    const { input, terminal } = line()
    const answer = terminal.askSecret('Passphrase:')
    input.write(key)
    await expect(answer).rejects.toThrow('not answered: nothing was done')
  })

  it.each([true, false])('knows whether somebody sits there: %s', (isTTY) => {
    expect(line(isTTY).terminal.isInteractive).toBe(isTTY)
  })

  it('complains where errors go', () => {
    const { terminal, shown, errors } = line()
    terminal.complain('no')
    terminal.done('yes')
    expect([String(errors.read()), shown()]).toEqual(['✗ no\n', '✓ yes\n'])
  })
})
