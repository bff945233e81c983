// Licences want to go where the code goes: those of packages that a build inlines are put into its `dist`.
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './workspaces.mjs'

for (const name of process.argv.slice(2)) {
  const file = `LICENSE.${name.replace('@', '').replace('/', '-')}`
  await copyFile(join(root, 'node_modules', name, 'LICENSE'), join(process.cwd(), 'dist', file))
}
