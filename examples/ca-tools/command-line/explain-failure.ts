import { isThingplanError } from '@thingplan/core'
import { UsageError } from './usage-error.js'

/** What to do about errors of the AWS SDK that a newcomer meets first, by what their messages or names say. */
const remedies: readonly (readonly [found: RegExp, remedy: string])[] = [
  [/region is missing/i, 'say `--region`, or set AWS_REGION; or try it offline with `--emulator`'],
  [
    /CredentialsProviderError|could not load credentials/i,
    'say `--profile`, or set AWS_PROFILE; or try it offline with `--emulator`',
  ],
  [
    /UnrecognizedClient|ExpiredToken|InvalidClientTokenId/i,
    'sign in again: the credentials of this profile are not taken',
  ],
  [/EACCES|EPERM/, 'choose a directory that you may write to with `--directory`'],
  [/ENOSPC/, 'make room on the disk'],
]

/** Of what went wrong first: an error of the SDK's is often the cause of one of ours. */
const remedyOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  const text = `${error.name} ${error.message}`
  const known = remedyOf(error.cause) ?? remedies.find(([found]) => found.test(text))?.[1]
  return known ?? (error instanceof UsageError || isThingplanError(error) ? error.remedy : undefined)
}

/** An error as its last line on the terminal: what is wrong, and what to do. */
export const explainFailure = (error: unknown, program: string): string => {
  if (!(error instanceof Error)) return String(error)
  const remedy = remedyOf(error)
  const help = error instanceof UsageError ? [`npm run ca-tools -- ${program} --help`] : []
  return [error.message, ...(remedy === undefined ? [] : [`→ ${remedy}`]), ...help].join('\n')
}
