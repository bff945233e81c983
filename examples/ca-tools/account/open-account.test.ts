import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openAccount } from './open-account.js'

const folder = mkdtempSync(join(tmpdir(), 'thingplan-account-'))
const section = (profile: string, ...lines: string[]): string => [profile, ...lines, ''].join('\n')

beforeEach(() => {
  const config = join(folder, 'config')
  writeFileSync(
    config,
    section('[default]', 'region = eu-north-1') + section('[profile factory]', 'region = eu-south-1'),
  )
  const credentials = join(folder, 'credentials')
  writeFileSync(
    credentials,
    section('[default]', 'aws_access_key_id = DEFAULT', 'aws_secret_access_key = none') +
      section('[factory]', 'aws_access_key_id = FACTORY', 'aws_secret_access_key = none'),
  )
  vi.stubEnv('AWS_CONFIG_FILE', config)
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', credentials)
  const others = ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
  for (const name of others) vi.stubEnv(name, undefined)
})
afterEach(() => vi.unstubAllEnvs())
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['the default profile', {}, {}, 'eu-north-1', 'DEFAULT'],
  ['--profile', { profile: 'factory' }, {}, 'eu-south-1', 'FACTORY'],
  ['AWS_PROFILE', {}, { AWS_PROFILE: 'factory' }, 'eu-south-1', 'FACTORY'],
  ['--region before AWS_REGION', { region: 'us-east-1' }, { AWS_REGION: 'us-west-2' }, 'us-east-1', 'DEFAULT'],
  ['AWS_REGION before the profile', { profile: 'factory' }, { AWS_REGION: 'us-west-2' }, 'us-west-2', 'FACTORY'],
  ['AWS_DEFAULT_REGION', {}, { AWS_DEFAULT_REGION: 'us-west-2' }, 'us-west-2', 'DEFAULT'],
])('account and region are chosen as in the tools of AWS: %s', async (_, choice, environment, region, account) => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const { config } = await openAccount(choice, folder)
  expect([await config.region(), (await config.credentials()).accessKeyId]).toEqual([region, account])
})
