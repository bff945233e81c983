import type { SimulationResult } from '../result/result.js'
import { drawPanel, panel } from './panel.js'
import { style } from './style.js'
import { element, plain, text } from './svg.js'

const width = 960
const headerHeight = 52

const devicesOf = (results: readonly SimulationResult[]): string =>
  [...new Set(results.map(({ devices }) => devices.toLocaleString('en')))].join(', ')

/** In the unit that the graph has. */
const roundly = (ms: number): string =>
  ms > 7_200_000 ? `${(ms / 3_600_000).toFixed(1)} hours` : `${(ms / 60_000).toFixed(1)} minutes`

/** The runs over time, one below the other, as an SVG document: the same for the same results, byte by byte. */
export const drawGraph = (results: readonly SimulationResult[]): string => {
  const height = headerHeight + results.length * panel.height
  const title = `Registering ${devicesOf(results)} devices at AWS IoT's quotas (simulated)`
  const description = results
    .map(({ title, wholeFleet }) => `${title}: all registered after ${roundly(wholeFleet.reachedMs)}`)
    .join('. ')
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': 'title description',
    },
    plain('title', title, { id: 'title' }),
    plain('desc', `${description}.`, { id: 'description' }),
    `<style>\n${style}\n</style>`,
    element('rect', { class: 'paper', width, height }),
    text(title, { class: 'title', x: panel.left, y: 32 }),
    ...results.map((result, index) => drawPanel(result, headerHeight + index * panel.height)),
  )
  return `${svg}\n`
}
