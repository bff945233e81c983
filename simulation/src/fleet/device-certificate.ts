import { hash } from 'node:crypto'
import { certificateFixture } from '@thingplan/core/testing'

const placeholder = '00000000'

const fixture = Buffer.from(
  certificateFixture({
    subject: { O: 'Acme', title: 'sensor', generationQualifier: 'mk1', serialNumber: placeholder },
  }).der,
)
const place = fixture.indexOf(placeholder, 0, 'latin1')

/** The certificate of a device, which is made anew whenever somebody asks: a million of them would be 500 MB. */
export interface DeviceCertificate {
  readonly id: string
  readonly pem: string
}

/** That of the fixture, with the device's number as the serial number in its subject. Its signature is nobody's. */
const derOf = (device: number): Buffer => {
  fixture.write(`${device}`.padStart(placeholder.length, '0'), place, 'latin1')
  return fixture
}

export const certificateIdOf = (device: number): string => hash('sha256', derOf(device), 'hex')

export const certificateOf = (device: number): DeviceCertificate => ({
  id: certificateIdOf(device),
  pem: `-----BEGIN CERTIFICATE-----\n${derOf(device).toString('base64')}\n-----END CERTIFICATE-----\n`,
})
