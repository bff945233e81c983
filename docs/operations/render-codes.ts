import { type Code, type CodeUnion, readCodes } from './read-codes.js'
import { type Part, parts } from './what-to-do.js'

const titles: ReadonlyMap<string, string> = new Map([
  ['RefusedReason', 'Why a registration event is refused: `reason` of an outcome whose `kind` is `refused`'],
  ['FailedReason', 'Why a registration event is not done with: `reason` of an outcome whose `kind` is `failed`'],
  ['FindingCode', 'Findings of a decision: `code` of those whose `ok` is false'],
  ['StepErrorCode', 'Steps of an execution: `failure.code`'],
  ['VendingRefusalReason', 'Why a device is refused a certificate: `reason` of an outcome of the vending handler'],
  [
    'RotationRefusedReason',
    'Why a message is no message of a rotation: `reason` of an outcome whose `kind` is `refused`',
  ],
  ['RotationRefusal', 'Why a message changes nothing: `reason` of an outcome whose `kind` is `refused`'],
  ['RotationFailedReason', 'Why a message is not done with: `reason` of an outcome whose `kind` is `failed`'],
  ['ReprovisioningRefusal', 'Why a device is not provisioned anew: `code` of a refusal'],
])

const titleOf = (union: string): string =>
  titles.get(union) ?? `Errors: \`code\` of a \`${union.replace(/Code$/, '')}\``

/** A code that says that all is well. */
const holds = ({ meaning }: Code): boolean => meaning.startsWith('Holds: ')

const cell = (text: string): string => text.replaceAll('|', '\\|')

const tableOf = ({ name, codes }: CodeUnion, whatToDo: Readonly<Record<string, string>>): readonly string[] => {
  const rows = codes
    .filter((code) => !holds(code))
    .map(({ code, meaning }) => {
      const action = whatToDo[code]
      if (action === undefined || meaning === '')
        throw new Error(`${name}: nobody says what \`${code}\` means, or what to do`)
      return `| \`${code}\` | ${cell(meaning)} | ${cell(action)} |`
    })
  const holding = codes.filter(holds).map(({ code }) => `\`${code}\``)
  return [
    `### ${titleOf(name)}`,
    '',
    '| Code | What it means | What to do |',
    '| --- | --- | --- |',
    ...rows,
    '',
    ...(holding.length === 0 ? [] : [`Those that hold, and ask for nothing: ${holding.join(', ')}.`, '']),
  ]
}

const partOf = ({ title, whatToDo }: Part, unions: ReadonlyMap<string, CodeUnion>): readonly string[] => [
  `## ${title}`,
  '',
  ...Object.entries(whatToDo).flatMap(([name, actions]) => {
    const union = unions.get(name)
    if (union === undefined) throw new Error(`there are no codes ${name}`)
    return tableOf(union, actions)
  }),
]

/** Refuses a page that leaves codes out, or speaks of codes that do not exist. */
const checkWhole = (unions: readonly CodeUnion[]): void => {
  const known = new Map(unions.map(({ name, codes }) => [name, new Set(codes.map(({ code }) => code))]))
  for (const { whatToDo } of parts) {
    for (const [name, actions] of Object.entries(whatToDo)) {
      const strangers = Object.keys(actions).filter((code) => known.get(name)?.has(code) !== true)
      if (strangers.length > 0) throw new Error(`${name} has no code ${strangers.join(', ')}`)
      known.delete(name)
    }
  }
  if (known.size > 0) throw new Error(`nobody says what to do about ${[...known.keys()].join(', ')}`)
}

/** Every code of the packages, what it means and what to do, as Markdown. */
export const renderCodes = (root: string): string => {
  const unions = readCodes(root)
  checkWhole(unions)
  const byName = new Map(unions.map((union) => [union.name, union]))
  return parts.flatMap((part) => partOf(part, byName)).join('\n')
}
