import { join } from 'node:path'
import { missingFrom } from '../complete-lock-file.mjs'
import { readJson, readWorkspaces, root } from '../workspaces.mjs'

const verbs = { packages: ['build', 'test', 'check'], examples: ['test', 'check'] }

const lockFiles = ['package-lock.json', 'packages/core/runtimes/package-lock.json']

/** A lock file must install from whatever registry its user has. */
const checkLockFiles = () =>
  lockFiles.flatMap((file) =>
    Object.entries(readJson(join(root, file)).packages)
      .filter(([, { resolved, link }]) => resolved !== undefined && !link)
      .map(([path, { resolved }]) => `${file}: ${path} is tied to ${new URL(resolved).host}`),
  )

/** A lock file must install on every platform: npm refuses one that lacks a platform's packages. */
const checkPlatforms = () =>
  lockFiles.flatMap((file) =>
    missingFrom(readJson(join(root, file)).packages).map(
      ({ name }) => `${file}: ${name} is missing; run \`node scripts/complete-lock-file.mjs\``,
    ),
  )

const checkVerbs = () =>
  readWorkspaces().flatMap(({ folder, manifest }) => {
    const wanted = verbs[/** @type {keyof typeof verbs} */ (folder.split('/')[0])] ?? ['check']
    return wanted.filter((verb) => manifest.scripts?.[verb] === undefined).map((verb) => `${folder}: no \`${verb}\``)
  })

/** All packages are released together: one version, and nobody asks for another one. */
const checkVersions = () => {
  const workspaces = readWorkspaces()
  const published = workspaces.filter(({ manifest }) => manifest.private !== true)
  const versions = new Map(published.map(({ name, manifest }) => [name, manifest.version]))
  const [version] = versions.values()
  return [
    ...[...versions]
      .filter(([, other]) => other !== version)
      .map(([name, other]) => `${name}: ${other}, not ${version}`),
    ...workspaces.flatMap(({ folder, manifest }) =>
      ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((kind) =>
        Object.entries(manifest[kind] ?? {})
          .filter(([name, range]) => versions.has(name) && range !== versions.get(name))
          .map(([name, range]) => `${folder}: asks for ${name} ${range}, not ${versions.get(name)}`),
      ),
    ),
  ]
}

/** What every published manifest says alike. */
const checkFields = () => {
  const { engines, license } = readJson(join(root, 'package.json'))
  return readWorkspaces()
    .filter(({ manifest }) => manifest.private !== true)
    .flatMap(({ folder, manifest }) => [
      ...(manifest.engines?.node === engines.node ? [] : [`${folder}: engines.node is not ${engines.node}`]),
      ...(manifest.license === license ? [] : [`${folder}: license is not ${license}`]),
      ...(manifest.type === 'module' ? [] : [`${folder}: type is not module`]),
      ...(manifest.sideEffects === undefined ? [`${folder}: sideEffects is not said`] : []),
      ...(manifest.exports?.['./package.json'] ? [] : [`${folder}: package.json is not exported`]),
    ])
}

/** @returns {string[]} */
export const checkManifests = () => [
  ...checkLockFiles(),
  ...checkPlatforms(),
  ...checkVerbs(),
  ...checkVersions(),
  ...checkFields(),
]
