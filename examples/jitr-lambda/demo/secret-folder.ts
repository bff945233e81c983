import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for keys, which only its owner can enter, and which is gone when the program ends, however it does. */
export const makeSecretFolder = async (name: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), `thingplan-${name}-`))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Ends the program on Ctrl-C, or with its terminal, as a shell expects it, so that what it has to clear up is cleared up. */
export const endOnSignal = (): void => {
  process.once('SIGHUP', () => process.exit(129))
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
}
