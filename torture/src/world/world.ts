import { RegisterCACertificateCommand } from '@aws-sdk/client-iot'
import type { Account, Certificate } from '@thingplan/core'
import {
  createEmulator,
  createVirtualClock,
  type Emulator,
  type EmulatorOptions,
  type RegisteredEvent,
  type VirtualClock,
} from '@thingplan/emulator'
import { fleetAuthority, start } from './material.js'

export const account: Account = { id: '123456789012', region: 'eu-central-1' }

/** An emulated account on a virtual clock, with a CA whose devices register themselves. */
export interface World {
  readonly clock: VirtualClock
  readonly emulator: Emulator
  readonly caCertificateId: string
  /** What a device's CONNECT causes: its certificate waits, and AWS IoT says so. */
  knock(certificate: Certificate): RegisteredEvent
}

export const openWorld = async (options: Partial<EmulatorOptions> = {}): Promise<World> => {
  const clock = createVirtualClock({ start })
  const emulator = createEmulator({
    accountId: account.id,
    region: account.region,
    transport: 'fast',
    clock,
    ...options,
  })
  const { certificate } = await fleetAuthority()
  const { certificateId: caCertificateId = '' } = await emulator.client.send(
    new RegisterCACertificateCommand({
      caCertificate: certificate.pem,
      certificateMode: 'SNI_ONLY',
      setAsActive: true,
      allowAutoRegistration: true,
    }),
  )
  let last: RegisteredEvent | undefined
  emulator.on('registered', (event) => {
    last = event
  })
  return {
    clock,
    emulator,
    caCertificateId,
    knock: ({ pem }) => {
      last = undefined
      emulator.connectDevice(pem, 'knocking')
      if (last === undefined) throw new Error('the connection has caused no event')
      return last
    },
  }
}
