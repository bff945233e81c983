import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCertificateRequest, createKeyPair, exportPrivateKey } from '@thingplan/pki'

/** A key that is to be certified. It is saved before anybody is asked, so that an answer that gets lost can be asked for again. */
export interface PendingRequest {
  readonly csr: string
  readonly privateKeyPem: string
}

/** What a device is once it has a certificate. */
export interface Identity {
  readonly thingName: string
  readonly certificatePem: string
  readonly privateKeyPem: string
}

const path = (folder: string, name: string): string => join(folder, name)

/** As a whole or not at all, readable to nobody else. */
export const save = async (folder: string, name: string, text: string): Promise<void> => {
  await writeFile(path(folder, `${name}.new`), text, { mode: 0o600 })
  await rename(path(folder, `${name}.new`), path(folder, name))
}

export const load = async (folder: string, name: string): Promise<string | undefined> =>
  existsSync(path(folder, name)) ? await readFile(path(folder, name), 'utf8') : undefined

export const loadIdentity = async (folder: string): Promise<Identity | undefined> => {
  const text = await load(folder, 'identity.json')
  if (text === undefined) return undefined
  const identity: Identity = JSON.parse(text)
  return identity
}

/** The key that was to be certified when the device was interrupted; or a new one. */
export const prepareRequest = async (folder: string, serialNumber: string): Promise<PendingRequest> => {
  const text = await load(folder, 'request.json')
  if (text !== undefined) {
    const pending: PendingRequest = JSON.parse(text)
    return pending
  }
  const keys = await createKeyPair()
  const { pem: csr } = await createCertificateRequest({ keys, subject: { CN: serialNumber } })
  const pending = { csr, privateKeyPem: await exportPrivateKey(keys.privateKey) }
  await save(folder, 'request.json', JSON.stringify(pending))
  return pending
}

/** The certificate is there: its identity is saved first, then nothing is to be asked for any more. */
export const settle = async (folder: string, identity: Identity): Promise<void> => {
  await save(folder, 'identity.json', JSON.stringify(identity, null, 2))
  for (const name of ['token', 'request.json']) await rm(path(folder, name), { force: true })
}
