import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeSecretFolder } from '../../jitr-lambda/demo/secret-folder.js'
import { save } from '../../vending-machine/device/folder.js'
import { enrol } from '../../vending-machine/operator.js'
import { makeSealingKey } from '../device/sealing-key.js'
import type { Cloud } from './cloud.js'

/** A lamp's flash memory, as it leaves the factory. */
export interface LampFolder {
  readonly files: string
  /** Puts somebody's access token beside it, as their telephone has it; the file's path. */
  signIn(person: string): Promise<string>
  remove(): Promise<void>
}

/** A lamp with a sealing key of its own, which is enrolled by its hash, and belongs to somebody. */
export const prepareLamp = async (cloud: Cloud, serialNumber: string, owner: string): Promise<LampFolder> => {
  const { endpoint, machine, userPool } = cloud
  const files = await makeSecretFolder('lamp')
  const { publicKeyHash } = await makeSealingKey(files)
  await save(files, 'ca.pem', endpoint.caCertificatePem)
  await enrol(machine.store, serialNumber, [publicKeyHash])
  await machine.owners.give(serialNumber, owner)
  return {
    files,
    signIn: async (person) => {
      await save(files, `${person}.session`, await userPool.signIn(person))
      return join(files, `${person}.session`)
    },
    remove: () => rm(files, { recursive: true, force: true }),
  }
}
