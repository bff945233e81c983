import { drawTable } from '../draw-table.js'
import { rotationStates } from './rotation-state.js'
import { rotationTransitions } from './rotation-transitions.js'

/**
 * The states and transitions of rotation as two tables of Markdown, as they stand in `docs/rotation.md`.
 *
 * @example
 * ```ts
 * import { rotationTables } from '@thingplan/core/lifecycle'
 *
 * rotationTables().includes('| `proving` ') // => true
 * ```
 */
export const rotationTables = (): string => {
  const states = Object.entries(rotationStates).map(([name, meaning]) => [`\`${name}\``, meaning])
  const rows = rotationTransitions.map(({ from, on, to, does = '', answers = '' }) => [
    `\`${on}\``,
    from.length === states.length - 1 ? 'any but closed' : from.join(', '),
    to === 'same' ? 'the same' : to,
    does,
    answers,
  ])
  return `${drawTable(['State', 'Meaning'], states)}\n\n${drawTable(['Event', 'From', 'To', 'Does', 'Answers'], rows)}`
}

/**
 * The transitions of rotation that lead to another state, as a Mermaid diagram; what closes a rotation is left out.
 *
 * @example
 * ```ts
 * import { rotationDiagram } from '@thingplan/core/lifecycle'
 *
 * rotationDiagram().includes('  proving --> completing: acknowledged') // => true
 * ```
 */
export const rotationDiagram = (): string => {
  // Mermaid takes no hyphen in the name of a state.
  const nameOf = (state: string): string => state.replace('-', '_')
  const arrows = new Map<string, string[]>()
  for (const { from, on, to } of rotationTransitions) {
    for (const start of to === 'same' || to === 'closed' ? [] : from) {
      const arrow = `${nameOf(start)} --> ${nameOf(to)}`
      arrows.set(arrow, [...(arrows.get(arrow) ?? []), on])
    }
  }
  const lines = [...arrows].map(([arrow, events]) => `  ${arrow}: ${events.join(', ')}`)
  return ['stateDiagram-v2', '  [*] --> allowed', ...lines].join('\n')
}
