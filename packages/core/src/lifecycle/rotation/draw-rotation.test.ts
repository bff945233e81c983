import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { rotationDiagram, rotationTables } from './draw-rotation.js'
import { rotationRefusals } from './rotation-refusals.js'

const page = readFileSync(new URL('../../../../../docs/rotation.md', import.meta.url), 'utf8')

it.each([
  ['tables', rotationTables],
  ['diagram', rotationDiagram],
])('docs/rotation.md has the %s of the state machine', (_, draw) => {
  expect(page).toContain(draw())
})

it('docs/rotation.md says what a device does about each error that it can hear', () => {
  const told = page.slice(page.indexOf('## What a device does'), page.indexOf('## States'))
  const heard = Object.entries(rotationRefusals).flatMap(([code, { audience }]) =>
    audience === 'device' ? [code] : [],
  )
  expect(heard.filter((code) => !told.includes(`\`${code}\``))).toEqual([])
})
