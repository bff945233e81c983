import { describe, expect, it } from 'vitest'
import { decide, enter } from './decide.js'
import { scriptedTerminal } from './scripted-terminal.js'

const question = { flag: 'register', question: 'Register it?' }

describe('a decision', () => {
  it.each([
    { answers: ['y'], suggestion: false, decision: true },
    { answers: ['YES '], suggestion: false, decision: true },
    { answers: ['n'], suggestion: true, decision: false },
    { answers: [''], suggestion: true, decision: true },
    { answers: [''], suggestion: false, decision: false },
    { answers: ['maybe', 'no'], suggestion: true, decision: false },
  ])('$answers, where $suggestion is suggested, mean $decision', async ({ answers, suggestion, decision }) => {
    const terminal = scriptedTerminal(answers)
    expect(await decide(terminal, undefined, { ...question, suggestion })).toBe(decision)
    expect(terminal.questions).toHaveLength(answers.length)
    expect(terminal.questions[0]).toBe(suggestion ? 'Register it? [Y/n]' : 'Register it? [y/N]')
  })

  it.each([true, false])('that was made on the command line (%s) is not asked for', async (said) => {
    expect(await decide(scriptedTerminal([]), said, { ...question, suggestion: !said })).toBe(said)
  })

  it('that nobody can be asked for names the flags', async () => {
    await expect(decide(scriptedTerminal(), undefined, { ...question, suggestion: true })).rejects.toThrow(
      expect.objectContaining({ remedy: 'say `--register` or `--no-register`' }),
    )
  })
})

describe('a text', () => {
  const subject = { flag: 'subject', question: 'Its name?', suggestion: 'CN=x' }

  it.each([
    { said: 'CN=a', answers: [], text: 'CN=a' },
    { said: undefined, answers: [' CN=b '], text: 'CN=b' },
    { said: undefined, answers: [''], text: 'CN=x' },
  ])('$said and then $answers is $text', async ({ said, answers, text }) => {
    expect(await enter(scriptedTerminal(answers), said, subject)).toBe(text)
  })

  it('that nobody can be asked for names the flag', async () => {
    await expect(enter(scriptedTerminal(), undefined, subject)).rejects.toThrow(
      expect.objectContaining({ remedy: 'say `--subject`' }),
    )
  })
})
