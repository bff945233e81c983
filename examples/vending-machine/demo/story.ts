import type { SightingOutcome, VendingHandlerOutcome } from '@thingplan/aws-adapter/vending'
import { verify } from '../../jitp/demo/verify.js'
import { isLetIn } from '../../jitr-lambda/demo/connection.js'
import { chapter, granted, refused, show, tell } from '../../jitr-lambda/demo/terminal.js'
import { type Cloud, openCloud } from '../cloud/open-cloud.js'
import { ask, type Vended } from '../device/ask.js'
import { type Identity, loadIdentity, prepareRequest } from '../device/folder.js'
import { enrol, grant } from '../operator.js'
import { buildDeviceFolder, type DeviceFolder } from './device-folder.js'
import { refusalOf } from './refusal.js'
import { statusOf } from './registry.js'

const serialNumber = 'P1001'

const short = (certificateId: string): string => `${certificateId.slice(0, 12)}…`

/** Whether it would be logged: that a device is seen once more changes nothing. */
const isNews = (outcome: VendingHandlerOutcome | SightingOutcome): boolean =>
  outcome.kind !== 'seen' || outcome.transitions.length > 0

/** The most of what is logged. */
const logLine = (outcome: VendingHandlerOutcome | SightingOutcome): string => {
  const { kind } = outcome
  if (kind === 'vended') return `${outcome.serialNumber} vended ${short(outcome.certificateId)}`
  if (kind === 'seen')
    return `${outcome.serialNumber} seen with ${short(outcome.certificateId)}: ${outcome.transitions.join(', ')}`
  if (kind === 'refused') return `${outcome.serialNumber} refused ${outcome.reason}`
  return kind
}

/** The device asks in this process, and nothing is saved but what it saves before: as when its power fails. */
const askAndForget = async (cloud: Cloud, device: DeviceFolder, token: string): Promise<Vended> => {
  await device.give(token)
  const { csr } = await prepareRequest(device.files, serialNumber)
  return ask(cloud.url, token, { serialNumber, csr })
}

const tellOfFirst = async (cloud: Cloud, device: DeviceFolder, token: string): Promise<void> => {
  chapter('The device asks, and loses its power before it has saved the answer')
  const lost = await askAndForget(cloud, device, token)
  granted(`it was given certificate ${short(lost.certificateId)} for a key of its own, which never left it`)

  chapter('A thief has a copy of the token')
  const thief = await buildDeviceFolder(cloud)
  try {
    const { csr } = await prepareRequest(thief.files, serialNumber)
    refused(`for a key of the thief's: ${await refusalOf(ask(cloud.url, token, { serialNumber, csr }))}`)
    const wrong = await refusalOf(ask(cloud.url, 'a-guess-of-22-letters!', { serialNumber, csr }))
    refused(`for a token that is guessed: ${wrong}`)
    const other = await buildDeviceFolder(cloud)
    const unknown = { serialNumber: 'P9999', csr: (await prepareRequest(other.files, 'P9999')).csr }
    await other.remove()
    const same = (await refusalOf(ask(cloud.url, 'a-guess-of-22-letters!', unknown))) === wrong
    verify(same, refused, 'for a device that does not exist: the same words, so that nobody learns which there are')
  } finally {
    await thief.remove()
  }

  chapter('The device wakes up again')
  const run = await device.wake(serialNumber)
  await cloud.emulator.settled()
  show(run.said)
  verify(run.ok && run.said.includes(short(lost.certificateId)), granted, 'the same key has the same certificate')
  const record = await cloud.machine.store.read(serialNumber)
  verify(record?.token?.spentAt !== undefined, granted, 'AWS IoT has seen it connect: the token is spent for good')
  const again = await device.wake(serialNumber)
  show(again.said)
  verify(again.ok, granted, 'from now on it needs neither a token nor the vending machine')
}

const identityOf = async ({ files }: DeviceFolder): Promise<Identity> => {
  const identity = await loadIdentity(files)
  if (identity === undefined) throw new Error('the device has no identity')
  return identity
}

const tellOfReissue = async (cloud: Cloud, device: DeviceFolder): Promise<void> => {
  const { emulator, endpoint, machine } = cloud
  chapter('Another certificate for the same device')
  const old = await identityOf(device)
  const before = await machine.store.read(serialNumber)
  const token = await grant(machine.store, serialNumber)
  tell('The operator grants another token. The device makes another key, asks, and is interrupted again.')
  const renewed = await askAndForget(cloud, device, token)
  const statuses = [before?.current?.certificateId ?? '', renewed.certificateId].map((id) => statusOf(emulator, id))
  verify(
    (await Promise.all(statuses)).every((status) => status === 'ACTIVE'),
    granted,
    `old and new are both active: the device is never without one`,
  )
  const run = await device.wake(serialNumber)
  await emulator.settled()
  show(run.said)
  verify(run.ok && run.said.includes(short(renewed.certificateId)), granted, 'it connects with the new one')
  const retired = await statusOf(emulator, before?.current?.certificateId ?? '')
  verify(retired === 'REVOKED', granted, 'the new one was seen, so that the old one is retired: REVOKED')
  verify(!(await isLetIn(endpoint, old, old.thingName)), refused, 'nobody is let in with the old one any more')
}

/** From a token to telemetry, through a power failure, past a thief, and to the next certificate. */
export const tellStory = async (): Promise<void> => {
  const outcomes: (VendingHandlerOutcome | SightingOutcome)[] = []
  const cloud = await openCloud((outcome) => outcomes.push(outcome))
  const { endpoint, url, machine } = cloud
  const device = await buildDeviceFolder(cloud)
  try {
    chapter('A pump is enrolled, and a token is granted for it')
    tell(`AWS IoT's emulator listens on mqtts://${endpoint.host}:${endpoint.port}, the vending machine on ${url}.`)
    await enrol(machine.store, serialNumber)
    const token = await grant(machine.store, serialNumber)
    granted(`${serialNumber} may be given one certificate; the table holds a hash of its token`)
    await tellOfFirst(cloud, device, token)
    await tellOfReissue(cloud, device)

    chapter('What the vending machine has in its logs')
    show(outcomes.filter(isNews).map(logLine).join('\n'))
  } finally {
    await device.remove()
    await cloud.close()
  }
}
