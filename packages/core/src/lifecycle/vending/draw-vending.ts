import { drawTable } from '../draw-table.js'
import { type VendingState, vendingStates } from './vending-state.js'
import { type VendingTransition, vendingTransitions } from './vending-transitions.js'

const entries: readonly (readonly [string, VendingTransition])[] = /* @__PURE__ */ Object.entries(vendingTransitions)

const isState = (name: string): name is VendingState => Object.hasOwn(vendingStates, name)
const stateNames = /* @__PURE__ */ Object.keys(vendingStates).filter(isState)

/**
 * The states and transitions of vending as two tables of Markdown, as they stand in `docs/vending.md`.
 *
 * @example
 * ```ts
 * import { vendingTables } from '@thingplan/core/lifecycle'
 *
 * vendingTables().includes('| `claim` ') // => true
 * ```
 */
export const vendingTables = (): string => {
  const states = stateNames.map((name) => [`\`${name}\``, vendingStates[name]])
  const rows = entries.map(([name, { from, when, does, to }]) => [
    `\`${name}\``,
    from.length === stateNames.length ? 'any' : from.join(', '),
    when,
    does,
    to === 'same' ? 'the same' : to.join(', '),
  ])
  return `${drawTable(['State', 'Meaning'], states)}\n\n${drawTable(['Transition', 'From', 'When', 'Does', 'To'], rows)}`
}

/**
 * The transitions of vending that lead to another state, as a Mermaid diagram.
 *
 * @example
 * ```ts
 * import { vendingDiagram } from '@thingplan/core/lifecycle'
 *
 * vendingDiagram().includes('  enrolled --> claimed: claim') // => true
 * ```
 */
export const vendingDiagram = (): string => {
  const arrows = new Map<string, string[]>()
  for (const [name, { from, to }] of entries) {
    for (const start of from) {
      for (const end of to === 'same' ? [] : to) {
        if (start === end) continue
        const arrow = `${start} --> ${end}`
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), name])
      }
    }
  }
  const lines = [...arrows].map(([arrow, names]) => `  ${arrow}: ${names.join(', ')}`)
  return ['stateDiagram-v2', '  [*] --> enrolled', ...lines].join('\n')
}
