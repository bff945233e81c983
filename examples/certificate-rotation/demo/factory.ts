import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CertificateAuthority } from '@thingplan/pki'
import type { Broker } from '../../fleet-provisioning/device/connect.js'
import { buildDevice } from '../../jitr-lambda/demo/factory.js'
import { makeSecretFolder } from '../../jitr-lambda/demo/secret-folder.js'
import { saveState } from '../device/device-state.js'

/** A sensor as the vendor delivers it: with a key, and a certificate of the vendor's. */
export const buildSensor = async (
  vendor: CertificateAuthority,
  broker: Broker,
  serialNumber: string,
): Promise<string> => {
  const subject = { O: 'Sensor Vendor', serialNumber, title: 'sensor' }
  const credentials = await buildDevice(vendor, subject)
  const folder = await makeSecretFolder('sensor')
  await writeFile(join(folder, 'ca.pem'), broker.caCertificatePem)
  await saveState(folder, { serialNumber, identity: { issuer: 'vendor', ...credentials } })
  return folder
}

export const scrap = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })
