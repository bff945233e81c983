import { join } from 'node:path'
import { baseName, locate } from '../files/locate.js'

const defaultName = 'my-device-certificate'

export const deviceFlags = {
  'device-name': {
    short: 'n',
    value: 'NAME',
    about: `its files are NAME.key, NAME.csr and NAME.crt; default: ${defaultName}`,
  },
  'chain-file': {
    short: 'd',
    value: 'FILE',
    about:
      'both certificates in one; default: device-and-ca-certificate.crt, of another device NAME-and-ca-certificate.crt',
  },
  'root-file': {
    short: 'r',
    value: 'FILE',
    about: 'what the device knows AWS IoT by (the emulator has a root of its own); default: aws-root-cert.pem',
  },
  root: { about: 'write that file; default: yes' },
} as const

export interface DeviceFileChoice {
  readonly 'device-name'?: string | undefined
  readonly 'chain-file'?: string | undefined
  readonly 'root-file'?: string | undefined
}

/** Where everything goes that a device gets. */
export interface DeviceFiles {
  readonly name: string
  readonly keyFile: string
  readonly requestFile: string
  readonly certificateFile: string
  readonly chainFile: string
  readonly rootFile: string
}

export const deviceFiles = (said: DeviceFileChoice, directory: string): DeviceFiles => {
  const name = baseName('device-name', said['device-name'] ?? defaultName)
  const path = (chosen: string | undefined, fallback: string): string =>
    chosen === undefined ? join(directory, fallback) : locate(chosen)
  return {
    name,
    keyFile: join(directory, `${name}.key`),
    requestFile: join(directory, `${name}.csr`),
    certificateFile: join(directory, `${name}.crt`),
    chainFile: path(said['chain-file'], `${name === defaultName ? 'device' : name}-and-ca-certificate.crt`),
    rootFile: path(said['root-file'], 'aws-root-cert.pem'),
  }
}
