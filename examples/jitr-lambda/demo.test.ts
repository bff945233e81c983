import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { hasMosquitto } from '../../mosquitto.shared.js'
import { hasOpenssl } from '../../openssl.shared.js'
import { connect, isLetIn, isPublished } from './demo/connection.js'

const folder = import.meta.dirname
const running: ChildProcess[] = []

/** Starts the demonstration as `npm run demo` does. */
const start = (...options: string[]): ChildProcess => {
  const { demo } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts
  const [, ...parts] = demo.split(' ')
  const child = spawn(process.execPath, [...parts, ...options], { cwd: folder })
  running.push(child)
  return child
}

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve))

/** Everything that the child says until it says what fits. */
const heard = (child: ChildProcess, wanted: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    const listen = (chunk: Buffer): void => {
      text += chunk.toString()
      if (wanted.test(text)) resolve(text)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', () => reject(new Error(`ended without ${wanted}: ${text}`)))
  })

// Asked to end, and not killed: what serves removes its folder, which holds keys.
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await ended(child)
  }
})

describe('npm run demo', () => {
  it('tells the story from the first connection to the clone', async () => {
    const child = start()
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    expect(await ended(child)).toBe(0)
    for (const line of [
      '✗ sensor-20481234 is not let in: its certificate is new',
      '"certificateStatus": "PENDING_ACTIVATION"',
      '✓ Accepted',
      '✓ Completed',
      '✓ sensor-20481234 is connected',
      '✓ it publishes to device/sensor-20481234/temperature',
      '✗ it may not publish to device/sensor-20481235/temperature, and is disconnected',
      'subject-field-mismatch',
      'thing-owned-by-another',
      '✓ and the first goes on working',
    ]) {
      expect(text).toContain(line)
    }
    expect(text).not.toContain('\u001b')
    expect(text).not.toContain('PRIVATE KEY')
  }, 60_000)

  it('refuses an option that does not exist, and says which there are', async () => {
    const child = start('--sreve')
    const said = heard(child, /--serve \[--port N\]/)
    expect(await ended(child)).toBe(1)
    await said
  }, 30_000)
})

/** What a shell answers where there is no such program. */
const commandNotFound = 127

/** The demonstration as it serves, with a device that OpenSSL has made as it says. */
const startServing = async (): Promise<{ child: ChildProcess; said: string; files: string }> => {
  const child = start('--serve')
  const said = await heard(child, /openssl x509[\s\S]*mosquitto_pub.*\n/)
  const files = /removes (\S+)/.exec(said)?.[1] ?? ''
  const makeDevice = said.split('\n').find((line) => line.startsWith('openssl ')) ?? ''
  execFileSync('bash', ['-c', makeDevice], { stdio: 'ignore' })
  return { child, said, files }
}

describe('npm run demo -- --serve', () => {
  it.skipIf(!hasOpenssl)(
    'lets a device in that a person has made (needs openssl)',
    async () => {
      const { child, said, files } = await startServing()
      const port = Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1])
      expect(statSync(join(files, 'ca.key')).mode & 0o077).toBe(0)

      const read = (name: string): string => readFileSync(join(files, name), 'utf8')
      const endpoint = { host: '127.0.0.1', port, caCertificatePem: read('endpoint-ca.pem') }
      const device = { certificatePem: read('mine.pem'), privateKeyPem: read('mine.key') }
      const registered = heard(child, /Completed/)
      expect(await isLetIn(endpoint, device, 'sensor-20489999')).toBe(false)
      await registered
      const client = await connect(endpoint, device, 'sensor-20489999')
      expect(await isPublished(client, 'device/sensor-20489999/temperature', '1')).toBe(true)
      expect(await isPublished(client, 'device/sensor-20481234/temperature', '1')).toBe(false)
      await client.endAsync(true)

      child.kill('SIGTERM')
      expect(await ended(child)).toBe(0)
      expect(existsSync(files)).toBe(false)
    },
    60_000,
  )

  it.skipIf(!hasOpenssl || !hasMosquitto)(
    'refuses, lets in and keeps off a mosquitto_pub as it says (needs openssl) (needs mosquitto_pub)',
    async () => {
      const { child, said, files } = await startServing()
      const printed = said
        .split('\n')
        .find((line) => /^mosquitto_pub .* -q 1 /.test(line) && line.includes('/mine.key'))
      const exitStatus = (commandLine = 'false'): Promise<number | null> => {
        const client = spawn('bash', ['-c', commandLine], { stdio: 'ignore' })
        running.push(client)
        return ended(client)
      }

      const registered = heard(child, /Completed/)
      expect([0, commandNotFound]).not.toContain(await exitStatus(printed))
      expect(await registered).toContain('sensor-20489999 is not let in: its certificate is new')

      const published = heard(child, /published/)
      expect(await exitStatus(printed)).toBe(0)
      expect(await published).toContain('sensor-20489999 published 4 bytes to device/sensor-20489999/temperature')

      const denied = heard(child, /may not/)
      const foreign = printed?.replace('-t device/sensor-20489999/', '-t device/sensor-20481234/')
      expect([0, commandNotFound]).not.toContain(await exitStatus(foreign))
      expect(await denied).toContain('sensor-20489999 may not publish on device/sensor-20481234/temperature')

      child.kill('SIGTERM')
      expect(await ended(child)).toBe(0)
      expect(existsSync(files)).toBe(false)
    },
    60_000,
  )
})
