import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createSealingKeyPair } from '@thingplan/pki/sealing'
import { verify } from '../../jitp/demo/verify.js'
import { isLetIn } from '../../jitr-lambda/demo/connection.js'
import { chapter, granted, refused, show, tell } from '../../jitr-lambda/demo/terminal.js'
import { statusOf } from '../../vending-machine/demo/registry.js'
import { loadIdentity } from '../../vending-machine/device/folder.js'
import { loadSealingKey } from '../device/sealing-key.js'
import { type Cloud, openCloud } from './cloud.js'
import { type LampFolder, prepareLamp } from './prepare-lamp.js'
import { type Program, type Run, start } from './programs.js'
import { openUserPool } from './user-pool.js'

const serialNumber = 'L1001'

/** What a person's app is told, asked over HTTP with any token and any sealing key. */
const tryAsking = async ({ url }: Cloud, token: string, sealingKey: string): Promise<string> => {
  const response = await fetch(`${url}/certificates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ serialNumber, sealingKey }),
  })
  const { title }: { readonly title?: unknown } = Object.fromEntries(Object.entries((await response.json()) ?? {}))
  return `${response.status}: ${String(title)}`
}

interface Stage {
  startLamp(): Program
  /** Runs somebody's app beside the lamp, to its end. */
  useApp(person: string, door: string): Promise<Run>
  /** Ends what runs still. */
  clear(): void
}

/** The lamp on somebody's table, and the telephones around it. */
const setStage = ({ endpoint, url: machine }: Cloud, { files, signIn }: LampFolder): Stage => {
  const running: Program[] = []
  const begin = (...parts: Parameters<typeof start>): Program => {
    const program = start(...parts)
    running.push(program)
    return program
  }
  const where = { host: endpoint.host, port: String(endpoint.port), files, 'serial-number': serialNumber }
  return {
    startLamp: () => begin('device', where),
    useApp: async (person, lamp) => begin('app', { machine, lamp, session: await signIn(person) }).ended,
    clear: () => {
      for (const program of running) program.stop()
    },
  }
}

interface WokenLamp {
  readonly lamp: Program
  /** Where it waits for an app. */
  readonly door: string
}

/** Starts the lamp, and waits until it can be talked to. */
const wakeLamp = async (stage: Stage): Promise<WokenLamp> => {
  const lamp = stage.startLamp()
  const line = await lamp.firstLine
  const [door = ''] = /http:\S+/.exec(line) ?? []
  if (door === '') throw new Error(`the lamp does not wait for anybody: ${line}`)
  return { lamp, door }
}

/** Ada's app sets the lamp up; whether both are content, and no key was in the clear. */
const setUp = async (cloud: Cloud, stage: Stage, { lamp, door }: WokenLamp): Promise<boolean> => {
  const app = await stage.useApp('ada', door)
  const { ok, said } = await lamp.ended
  await cloud.emulator.settled()
  tell("Ada's app says:")
  show(app.said)
  tell('The lamp says:')
  show(said)
  return app.ok && ok && !app.said.includes('PRIVATE')
}

const tellOfThieves = async (cloud: Cloud, folder: string): Promise<void> => {
  chapter('Others ask for it')
  const { publicKey } = await loadSealingKey(folder)
  const { userPool, emulator, machine } = cloud
  const certificates = emulator.snapshot().certificates
  const twoHoursAgo = new Date(Date.now() - 2 * 3_600_000)
  const expired = await tryAsking(cloud, await userPool.signIn('ada', { now: twoHoursAgo }), publicKey)
  verify(expired.startsWith('401'), refused, `Ada, who has signed in two hours ago: ${expired}`)
  const forged = await tryAsking(cloud, await (await openUserPool()).signIn('ada'), publicKey)
  verify(forged.startsWith('401'), refused, `somebody who signs Ada's name with another key: ${forged}`)
  const own = (await createSealingKeyPair()).publicKey
  const greedy = await tryAsking(cloud, await userPool.signIn('ada'), own)
  verify(greedy.startsWith('403'), refused, `an app that wants to read the lamp's key: ${greedy}`)
  const same = JSON.stringify(emulator.snapshot().certificates) === JSON.stringify(certificates)
  const record = await machine.store.read(serialNumber)
  verify(same && record?.next === undefined, granted, 'nothing was issued for any of them')
}

const tellOfReset = async (cloud: Cloud, stage: Stage, folder: string): Promise<void> => {
  const { emulator, endpoint, machine } = cloud
  chapter('The lamp is set back to what it was in the factory')
  const old = await loadIdentity(folder)
  const before = (await machine.store.read(serialNumber))?.current?.certificateId ?? ''
  if (old === undefined) throw new Error('the lamp has no identity')
  await rm(join(folder, 'identity.json'))
  verify(
    await setUp(cloud, stage, await wakeLamp(stage)),
    granted,
    'Ada sets it up again: another key, another certificate',
  )
  const after = (await machine.store.read(serialNumber))?.current?.certificateId ?? ''
  const isNew = after !== before && (await statusOf(emulator, after)) === 'ACTIVE'
  verify(isNew && (await statusOf(emulator, before)) === 'REVOKED', granted, 'the old one is retired: REVOKED')
  verify(!(await isLetIn(endpoint, old, old.thingName)), refused, 'nobody is let in with the old one any more')
}

/** A person's app has a lamp certified, and never holds its key. */
export const tellStory = async (): Promise<void> => {
  const cloud = await openCloud()
  const { endpoint, url, machine } = cloud
  const folder = await prepareLamp(cloud, serialNumber, 'ada')
  const stage = setStage(cloud, folder)
  try {
    chapter('A lamp is made, and sold to Ada')
    tell(`AWS IoT's emulator listens on mqtts://${endpoint.host}:${endpoint.port}, the vending machine on ${url}.`)
    granted(`${serialNumber} holds a sealing key of its own; what is known of it is a hash, and who has bought it`)

    chapter('Bob is near, and signed in')
    const woken = await wakeLamp(stage)
    const bob = await stage.useApp('bob', woken.door)
    verify(!bob.ok && bob.said.startsWith('403'), refused, `the lamp is not Bob's: ${bob.said}`)

    chapter('Ada sets the lamp up')
    verify(await setUp(cloud, stage, woken), granted, 'the app has carried the key, and could not read it')
    const record = await machine.store.read(serialNumber)
    verify(record?.current?.seenAt !== undefined, granted, 'AWS IoT has seen the lamp with its certificate')

    await tellOfThieves(cloud, folder.files)
    await tellOfReset(cloud, stage, folder.files)
  } finally {
    stage.clear()
    await cloud.close()
    await folder.remove()
  }
}
