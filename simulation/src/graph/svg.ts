const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
])

const escapeText = (text: string): string => text.replace(/[&<>"]/g, (character) => entities.get(character) ?? '')

type Attributes = Readonly<Record<string, string | number>>

/** Tenths of a pixel: more would not be seen, and make the file long. */
const written = (value: string | number): string => (typeof value === 'number' ? `${Number(value.toFixed(1))}` : value)

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeText(written(value))}"`)
    .join('')

export const element = (name: string, attributes: Attributes, ...children: readonly string[]): string =>
  children.length === 0
    ? `<${name}${attributesOf(attributes)}/>`
    : `<${name}${attributesOf(attributes)}>\n${children.join('\n')}\n</${name}>`

export const text = (content: string, attributes: Attributes): string =>
  `<text${attributesOf(attributes)}>${escapeText(content)}</text>`

export const plain = (name: string, content: string, attributes: Attributes = {}): string =>
  `<${name}${attributesOf(attributes)}>${escapeText(content)}</${name}>`

/** A line through points. */
export const pathThrough = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${written(x)} ${written(y)}`).join('')
