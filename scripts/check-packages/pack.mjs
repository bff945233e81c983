import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** @typedef {import('../workspaces.mjs').Workspace} Workspace */

/**
 * @typedef {Workspace & { tarball: string, size: number, files: string[] }} PackedPackage
 */

/**
 * The package as `npm publish` would send it.
 *
 * @param {Workspace} workspace
 * @param {string} folder Where the tarball goes.
 * @returns {PackedPackage}
 */
export const packPackage = (workspace, folder) => {
  const npm = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: workspace.path,
    encoding: 'utf8',
  })
  if (npm.status !== 0) throw new Error(`npm pack of ${workspace.name} failed:\n${npm.stderr}`)
  const [description] = JSON.parse(npm.stdout)
  return {
    ...workspace,
    tarball: join(folder, description.filename),
    size: description.size,
    files: description.files.map((/** @type {{ path: string }} */ file) => file.path),
  }
}
