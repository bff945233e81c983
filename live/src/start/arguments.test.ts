import { describe, expect, it } from 'vitest'
import { checks } from '../checks.js'
import { parseArguments, RefusedToStart, refuseInCi } from './arguments.js'

const account = ['--account', '123456789012', '--region', 'eu-central-1']

describe('parseArguments', () => {
  it('takes all checks where none is named', () => {
    const request = { kind: 'run', checks, accountId: '123456789012', region: 'eu-central-1' }
    expect(parseArguments(account, checks)).toMatchObject(request)
  })

  it('takes the checks that are named, in any case', () => {
    const request = parseArguments([...account, '--only', 'jitr-01, THING-03'], checks)
    expect('checks' in request && request.checks.map(({ id }) => id)).toEqual(['JITR-01', 'THING-03'])
  })

  it('helps without an account, whatever else was asked for', () => {
    expect(parseArguments(['--list', '--help'], checks)).toEqual({ kind: 'help' })
  })

  it('lists without an account', () => {
    expect(parseArguments(['--list'], checks)).toEqual({ kind: 'list', checks })
  })

  it.each([
    ['no account', ['--region', 'eu-central-1'], '--account is missing'],
    ['an account that is none', ['--account', '12', '--region', 'eu-central-1'], '--account cannot be `12`'],
    ['no region', ['--account', '123456789012'], '--region is missing'],
    ['an unknown option', [...account, '--force'], '--force'],
    ['a check that does not exist', [...account, '--only', 'NOPE'], 'there is no check `NOPE`; --list shows them all'],
    [
      'a check that is misspelt',
      [...account, '--only', 'CERT-2'],
      'there is no check `CERT-2`: did you mean `CERT-02`',
    ],
    ['a word too many', [...account, 'JITR-01'], 'JITR-01'],
    ['a role that is none', [...account, '--role', 'provisioning'], '--role cannot be `provisioning`'],
    ['a prefix of somebody else', [...account, '--clean-up', 'production'], '--clean-up cannot be `production`'],
    ['no account for a dry run', ['--dry-run'], '--account is missing'],
  ])('refuses %s', (_what, args, message) => {
    expect(() => parseArguments(args, checks)).toThrow(RefusedToStart)
    expect(() => parseArguments(args, checks)).toThrow(message)
  })
})

describe('refuseInCi', () => {
  it.each(['true', '1', 'yes'])('refuses where CI is %s', (CI) => {
    expect(() => refuseInCi({ CI })).toThrow(RefusedToStart)
  })

  it.each([undefined, '', 'false'])('lets a person begin, where CI is %s', (CI) => {
    expect(refuseInCi({ CI })).toBeUndefined()
  })
})
