/**
 * Adds to `package-lock.json` the optional packages of other platforms that npm has left out.
 *
 * npm writes an optional dependency into the lock only if it can look it up where the lock is made; without the entry, `npm ci`
 * refuses the lock everywhere, and a clone on another platform would lack its binaries. Run it after `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const systems = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  win32: 'win32',
  windows: 'win32',
}
const processors = {
  64: 'x64',
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  loong64: 'loong64',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  x64: 'x64',
}

/**
 * What a platform's package says of itself, read from its name: `@rollup/rollup-linux-x64-musl`.
 *
 * @param {string} name
 */
const platformOf = (name) => {
  const words = name.split(/[/-]/)
  /** @type {(table: Record<string, string>) => string[]} */
  const pick = (table) => words.flatMap((word) => table[word] ?? [])
  const os = pick(systems)
  if (os.length !== 1) throw new Error(`${name} names no platform`)
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.includes('gnu') ? ['glibc'] : []
  return { cpu: pick(processors).slice(-1), ...(os[0] === 'linux' && libc.length > 0 ? { libc } : {}), os }
}

/**
 * Whether a package finds another one, in its own folder or in one above it.
 *
 * @param {Record<string, unknown>} packages
 * @param {string} from
 * @param {string} name
 */
export const isFound = (packages, from, name) => {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true
    if (folder === '') return false
    if (!folder.includes('/node_modules/')) folder = ''
  }
}

/** @param {Record<string, any>} packages */
export const missingFrom = (packages) =>
  Object.entries(packages).flatMap(([from, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isFound(packages, from, name))
      .map(([name, version]) => ({ name, version, dev: dev === true })),
  )

const complete = () => {
  const file = new URL('../package-lock.json', import.meta.url)
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = missingFrom(lock.packages)
  for (const { name, version, dev } of missing) {
    const { cpu, libc, os } = { libc: undefined, ...platformOf(name) }
    lock.packages[`node_modules/${name}`] = { version, cpu, ...(dev ? { dev } : {}), libc, optional: true, os }
  }
  // In npm's own order, so that its next writing changes nothing else.
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, 'en')),
  )
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${missing.length} packages of other platforms added`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) complete()
