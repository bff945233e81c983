import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasMosquitto } from '../../mosquitto.shared.js'
import { hasOpenssl } from '../../openssl.shared.js'

const here = import.meta.dirname
const readme = readFileSync(join(here, 'README.md'), 'utf8')
const commands = readme.split('\n').filter((line) => line.startsWith('npm run ca-tools -- '))
/** What the page says that programs say: its blocks without a language. */
const shown = readme
  .split(/^```/m)
  .flatMap((block, index) => (index % 2 === 1 && block[0] === '\n' ? [block.slice(1)] : []))

const ownDirectory = '--directory examples/ca-tools/.local'

/** What differs from one run to the next, and from the page: ids, the port, and where the files of this test are. */
const stable = (text: string): string =>
  text
    .replace(/[0-9a-f]{64}/g, '<id>')
    .replace(/(127\.0\.0\.1:|-p )\d+/g, '$1<port>')
    .replaceAll(` ${ownDirectory}`, '')

/** In place of the repository, so that nobody's files are touched. */
const root = mkdtempSync(join(tmpdir(), 'thingplan-ca-tools-'))
const files = join(root, 'examples/ca-tools/.local')
const at = (name: string): string => join(files, name)

/** A command of the page as npm runs it, with its files in the folder of this test. */
const launch = (command: string): ChildProcess => {
  const script: string = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).scripts['ca-tools']
  const line = `${script.replace('node', '"$0"')}${command.slice('npm run ca-tools --'.length)} ${ownDirectory}`
  return spawn('sh', ['-c', `exec ${line}`, process.execPath], { cwd: here, env: { ...process.env, INIT_CWD: root } })
}

const transcript = { emulator: '', programs: '' }
let emulator: ChildProcess | undefined

const hear = (child: ChildProcess, part: 'emulator' | 'programs'): void => {
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      transcript[part] += chunk.toString()
    })
  }
}

const untilEmulatorSays = async (wanted: RegExp): Promise<void> => {
  while (!wanted.test(transcript.emulator)) {
    if (emulator?.exitCode !== null) throw new Error(`it ended: ${transcript.emulator}`)
    await once(emulator.stdout ?? emulator, 'data')
  }
}

beforeAll(async () => {
  const [startEmulator = '', ...others] = commands
  emulator = launch(`${startEmulator} --port 0`)
  hear(emulator, 'emulator')
  await untilEmulatorSays(/listens/)
  for (const command of others) {
    const child = launch(command)
    hear(child, 'programs')
    await once(child, 'close')
  }
}, 60_000)

afterAll(async () => {
  if (emulator?.exitCode === null) {
    emulator.kill('SIGTERM')
    await once(emulator, 'exit')
  }
  rmSync(root, { recursive: true })
})

const judge = (...args: string[]): string =>
  execFileSync('openssl', args, { cwd: files, encoding: 'utf8', stdio: 'pipe' })

describe('the first steps of the page', () => {
  it('say what the page shows', () => {
    expect(commands).toHaveLength(4)
    expect(stable(transcript.programs)).toBe(stable(shown[0] ?? ''))
  })

  it('show no private key', () => {
    expect(readFileSync(at('my-ca-certificate.key'), 'utf8')).toContain('PRIVATE KEY')
    expect(transcript.programs + transcript.emulator).not.toContain('PRIVATE KEY')
  })

  it.each(['my-ca-certificate.key', 'my-device-certificate.key', 'emulator.json'])('keep %s to its owner', (name) => {
    expect(statSync(at(name)).mode & 0o077).toBe(0)
  })

  it.skipIf(!hasOpenssl)('make a chain, a request and keys that OpenSSL takes (needs openssl)', () => {
    const verified = judge(
      'verify',
      '-x509_strict',
      '-purpose',
      'sslclient',
      '-CAfile',
      'my-ca-certificate.pem',
      'my-device-certificate.crt',
    )
    expect(verified).toContain('my-device-certificate.crt: OK')
    judge('req', '-verify', '-noout', '-in', 'my-device-certificate.csr')
    for (const name of ['my-ca-certificate', 'my-device-certificate']) {
      const certificate = name.startsWith('my-ca') ? `${name}.pem` : `${name}.crt`
      const certified = judge('x509', '-pubkey', '-noout', '-in', certificate)
      expect(judge('pkey', '-pubout', '-in', `${name}.key`)).toBe(certified)
    }
    expect(readFileSync(at('device-and-ca-certificate.crt'), 'utf8')).toBe(
      readFileSync(at('my-device-certificate.crt'), 'utf8') + readFileSync(at('my-ca-certificate.pem'), 'utf8'),
    )
  })

  it.skipIf(!hasMosquitto)('end with a device that connects (needs mosquitto_pub)', async () => {
    const [publish = 'false'] = /^mosquitto_pub .*?21\.5$/ms.exec(transcript.programs) ?? []
    const play = (): number | null => spawnSync('bash', ['-c', publish], { cwd: root, stdio: 'ignore' }).status
    expect(play()).toBe(7)
    await untilEmulatorSays(/the device is registered/)
    expect(play()).toBe(0)
    await untilEmulatorSays(/published/)
    expect(stable(transcript.emulator)).toBe(stable(shown[1] ?? ''))
  })

  it('leave nothing of the emulator behind', async () => {
    emulator?.kill('SIGTERM')
    expect(await once(emulator ?? process, 'exit')).toEqual([0, null])
    expect(existsSync(at('emulator.json'))).toBe(false)
  })
})
