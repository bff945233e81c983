import { describe, expect, it } from 'vitest'
import { parseFlags } from './parse-flags.js'
import { UsageError } from './usage-error.js'

const flags = {
  'ca-name': { short: 'c', value: 'NAME', about: '' },
  region: { value: 'REGION', about: '' },
  force: { about: '' },
  'auto-registration': { about: '' },
} as const

const parse = (...args: string[]) => parseFlags('create-ca', flags, args)

describe('flags', () => {
  it.each([
    { args: [], values: {} },
    { args: ['--ca-name', 'factory'], values: { 'ca-name': 'factory' } },
    { args: ['--ca-name=factory'], values: { 'ca-name': 'factory' } },
    { args: ['-c', 'factory'], values: { 'ca-name': 'factory' } },
    { args: ['--region', 'CN=a,O=b'], values: { region: 'CN=a,O=b' } },
    { args: ['--force'], values: { force: true } },
    { args: ['--no-force', '--auto-registration'], values: { force: false, 'auto-registration': true } },
  ])('$args say $values', ({ args, values }) => {
    expect(parse(...args)).toEqual(values)
  })

  it.each([
    { args: ['--ca-nam', 'factory'], message: 'create-ca has no option `--ca-nam`', remedy: 'did you mean `ca-name`' },
    { args: ['-x'], message: 'create-ca has no option `-x`' },
    { args: ['--__proto__'], message: 'create-ca has no option `--__proto__`' },
    { args: ['--no-region'], message: 'create-ca has no option `--no-region`' },
    { args: ['factory'], message: 'create-ca does not know what `factory` is' },
    { args: ['--', 'factory'], message: 'create-ca does not know what `factory` is' },
    { args: ['--ca-name'], message: '`--ca-name` needs a value' },
    { args: ['--ca-name='], message: '`--ca-name` needs a value' },
    { args: ['-c', '--force'], message: '`-c` needs a value, and `--force` looks like an option' },
    { args: ['--force=yes'], message: '`--force` takes no value' },
    { args: ['--force', '--no-force'], message: '`--force` stands there twice' },
    { args: ['-c', 'a', '--ca-name', 'b'], message: '`--ca-name` stands there twice' },
  ])('$args are refused: $message', ({ args, message, remedy }) => {
    expect(() => parse(...args)).toThrow(UsageError)
    expect(() => parse(...args)).toThrow(
      expect.objectContaining({ message, ...(remedy === undefined ? {} : { remedy }) }),
    )
  })
})
