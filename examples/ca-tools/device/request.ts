import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { createCertificateRequest, createKeyPair, exportPrivateKey, readCertificateRequest } from '@thingplan/pki'
import { keyAlgorithmOf, keyFlags } from '../authority/key-algorithm.js'
import { UsageError } from '../command-line/usage-error.js'
import { locate } from '../files/locate.js'
import { readText } from '../files/read-text.js'
import type { NewFile } from '../files/write-files.js'
import type { DeviceFiles } from './device-files.js'

export const requestFlags = {
  ...keyFlags,
  csr: { value: 'FILE', about: 'the request of a device that has made its own key: the key then need not travel' },
} as const

export interface RequestChoice {
  readonly key?: string | undefined
  readonly csr?: string | undefined
}

export interface DeviceRequest {
  readonly pem: string
  /** Key and request where they are made here; nothing where the device has sent a request. */
  readonly files: readonly NewFile[]
}

/** The device's request: its own, checked, or a new one with a new key. */
export const prepareRequest = async (
  said: RequestChoice,
  subject: string,
  { keyFile, requestFile }: DeviceFiles,
): Promise<DeviceRequest> => {
  if (said.csr !== undefined) {
    if (said.key !== undefined) throw new UsageError('`--key` and `--csr` exclude each other')
    if (existsSync(keyFile)) {
      const remedy = 'say `--device-name`, so that each certificate lies beside its own key'
      throw new UsageError(`${basename(keyFile)} is the key of another device`, remedy)
    }
    const source = await readText(locate(said.csr), 'name the request of the device with `--csr`')
    return { pem: (await readCertificateRequest(source)).pem, files: [] }
  }
  const keys = await createKeyPair(keyAlgorithmOf(said))
  const { pem } = await createCertificateRequest({ keys, subject })
  return {
    pem,
    files: [
      { path: keyFile, content: await exportPrivateKey(keys.privateKey), isSecret: true },
      { path: requestFile, content: pem, isSecret: false },
    ],
  }
}
