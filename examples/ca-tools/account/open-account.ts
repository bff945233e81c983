import { IoTClient } from '@aws-sdk/client-iot'
import { connectToEmulator } from '../emulator/connect.js'
import { readEmulatorFile } from '../emulator/emulator-file.js'

/** The flags that say which account and region is meant, as people know them from AWS's own tools. */
export const accountFlags = {
  profile: { value: 'NAME', about: 'profile of the AWS configuration; default: AWS_PROFILE' },
  region: { value: 'REGION', about: 'default: AWS_REGION, AWS_DEFAULT_REGION, or the region of the profile' },
  emulator: { about: 'the emulator that runs in the same directory, in place of AWS' },
} as const

export interface AccountChoice {
  readonly profile?: string | undefined
  readonly region?: string | undefined
  readonly emulator?: boolean | undefined
}

/** AWS IoT of an account and region, or the emulator's. Nothing is sent yet. */
export const openAccount = async (
  { profile, region, emulator }: AccountChoice,
  directory: string,
): Promise<IoTClient> => {
  if (emulator === true) return connectToEmulator(await readEmulatorFile(directory))
  const chosen = region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION']
  return new IoTClient({
    ...(profile === undefined ? {} : { profile }),
    ...(chosen === undefined ? {} : { region: chosen }),
  })
}
