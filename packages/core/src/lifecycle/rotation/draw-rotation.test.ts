import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { rotationDiagram, rotationTables } from './draw-rotation.js'

const page = readFileSync(new URL('../../../../../docs/rotation.md', import.meta.url), 'utf8')

it.each([
  ['tables', rotationTables],
  ['diagram', rotationDiagram],
])('docs/rotation.md has the %s of the state machine', (_, draw) => {
  expect(page).toContain(draw())
})
