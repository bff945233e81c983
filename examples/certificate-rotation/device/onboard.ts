import { createPrivateKey, X509Certificate } from 'node:crypto'
import { rotationTopicsOf } from '@thingplan/core/lifecycle'
import { createCertificateRequest, createKeyPair, exportPrivateKey } from '@thingplan/pki'
import type { MqttClient } from 'mqtt'
import { type Broker, connect } from '../../fleet-provisioning/device/connect.js'
import { ask, askPatiently, Refused } from './ask.js'
import type { Reached } from './checkpoint.js'
import { type DeviceState, loadState, type PendingRequest, saveState } from './device-state.js'
import { connectPatiently, overConnection } from './session.js'

export interface Device {
  readonly broker: Broker
  /** Holds `device.json`. */
  readonly folder: string
  /** First levels of its topics. */
  readonly prefix: string
  readonly reached?: Reached
}

/** A state with a certificate that was given, and is not yet acknowledged. */
type Proving = DeviceState & Required<Pick<DeviceState, 'pending' | 'nextCertificatePem'>>

const isProving = (state: DeviceState): state is Proving =>
  state.pending !== undefined && state.nextCertificatePem !== undefined

/** As AWS IoT names it. */
const idOf = (certificatePem: string): string =>
  new X509Certificate(certificatePem).fingerprint256.replaceAll(':', '').toLowerCase()

const isFor = (certificatePem: string, { privateKeyPem }: PendingRequest): boolean =>
  new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(privateKeyPem))

/** A key of its own, which never leaves the device. */
const makeRequest = async (serialNumber: string): Promise<PendingRequest> => {
  const keys = await createKeyPair()
  const { pem: csr } = await createCertificateRequest({ keys, subject: { serialNumber } })
  return { privateKeyPem: await exportPrivateKey(keys.privateKey), csr }
}

export const clientIdOf = ({ serialNumber }: DeviceState): string => `sensor-${serialNumber}`

/**
 * Walks from the vendor's certificate to the manufacturer's, from wherever it was cut off:
 *
 * 1. connect with the vendor's certificate, again and again until it is registered;
 * 2. send a request, and receive a certificate for it;
 * 3. connect with that one and acknowledge it. Only when that is confirmed is the vendor's given up.
 *
 * @throws {Refused} where the cloud says no; the device goes on working with what it has
 */
export const onboard = async (device: Device): Promise<DeviceState> => {
  const { folder, reached = () => undefined } = device
  let state = await loadState(folder)
  const save = async (next: DeviceState): Promise<void> => {
    await saveState(folder, next)
    state = next
  }
  if (state.identity.issuer === 'manufacturer') return state
  const { serialNumber } = state
  const topics = rotationTopicsOf(serialNumber, device.prefix)

  const request = async (client: MqttClient): Promise<void> => {
    reached('connected')
    const pending = state.pending ?? (await makeRequest(serialNumber))
    // Saved before it is sent: the answer is for this key, and there is no other one until it has come.
    await save({ ...state, pending })
    reached('request made')
    const answer = await askPatiently(client, {
      topics: topics.request,
      payload: { csr: pending.csr },
      onListening: () => reached('listening for a certificate'),
      onSent: () => reached('request sent'),
    })
    const nextCertificatePem = answer('pem')
    if (!isFor(nextCertificatePem, pending)) throw new Error('the certificate is for another key')
    reached('certificate received')
    await save({ ...state, nextCertificatePem })
    reached('certificate saved')
  }

  const acknowledge =
    ({ pending, nextCertificatePem }: Proving) =>
    async (client: MqttClient): Promise<void> => {
      reached('connected with the new certificate')
      const id = idOf(nextCertificatePem)
      const answer = await ask(client, {
        topics: topics.acknowledgement,
        payload: { cert_id: id },
        onListening: () => reached('listening for a confirmation'),
        onSent: () => reached('acknowledgement sent'),
      })
      if (answer('cert_id') !== id) throw new Error('another certificate was confirmed')
      reached('confirmation received')
      const { privateKeyPem } = pending
      const identity = { issuer: 'manufacturer', certificatePem: nextCertificatePem, privateKeyPem } as const
      await save({ serialNumber, identity })
      reached('confirmation saved')
    }

  const connectAnew = ({ nextCertificatePem: certificatePem, pending }: Proving): Promise<MqttClient> =>
    connect(device.broker, { certificatePem, privateKeyPem: pending.privateKeyPem }, clientIdOf(state))

  /** Only a refusal that names the new certificate tells that it is gone for good. */
  const giveUp = async (error: unknown): Promise<never> => {
    const { serialNumber: own, identity, nextCertificatePem } = state
    const isGone = error instanceof Refused && error.code === 'rotation-rolled-back'
    if (isGone && (nextCertificatePem === undefined || error.certificateId === idOf(nextCertificatePem))) {
      await save({ serialNumber: own, identity })
    }
    throw error
  }

  if (isProving(state)) {
    // One that was rolled back opens no door; why, is heard over the old one.
    const client = await connectAnew(state).catch(() => undefined)
    if (client !== undefined) {
      await overConnection(client, acknowledge(state))
      return state
    }
  }
  const client = await connectPatiently(device.broker, state.identity, clientIdOf(state))
  await overConnection(client, request).catch(giveUp)
  if (isProving(state)) await overConnection(await connectAnew(state), acknowledge(state))
  return state
}
