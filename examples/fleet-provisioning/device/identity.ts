import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Credentials } from './connect.js'

/** What a device is once it has been provisioned. */
export interface Identity extends Credentials {
  readonly thingName: string
  readonly configuration: Readonly<Record<string, string>>
}

/** The identity that was saved in the folder; `undefined` for a device that has none yet. */
export const loadIdentity = async (folder: string): Promise<Identity | undefined> => {
  const path = join(folder, 'identity.json')
  if (!existsSync(path)) return undefined
  const identity: Identity = JSON.parse(await readFile(path, 'utf8'))
  return identity
}

/** Saves it as a whole or not at all, readable to nobody else. */
export const saveIdentity = async (folder: string, identity: Identity): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'identity.json')
  await writeFile(`${path}.new`, JSON.stringify(identity, null, 2), { mode: 0o600 })
  await rename(`${path}.new`, path)
}
