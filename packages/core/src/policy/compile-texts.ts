import { compileTemplate } from '../template/compile-template.js'
import type { Template } from '../template/template.js'

/** What a template becomes: its text for a device, or the shortest that it can have. */
export type TextOf = (template: Template) => string

/** Makes what a text, or data with texts, is for a device; `undefined` where no tags are in it. */
type Fill = ((textOf: TextOf) => unknown) | undefined

const compileData = (data: unknown, templates: Template[]): Fill => {
  if (typeof data === 'string' && data.includes('<%')) {
    const template = compileTemplate(data, { sink: 'policy-string' })
    templates.push(template)
    return (textOf) => textOf(template)
  }
  if (typeof data !== 'object' || data === null) return undefined
  const parts = Object.entries(data).map(([key, part]) => ({ key, part, fill: compileData(part, templates) }))
  if (!parts.some(({ fill }) => fill)) return undefined
  if (Array.isArray(data)) return (textOf) => Object.freeze(parts.map(({ part, fill }) => (fill ? fill(textOf) : part)))
  return (textOf) => {
    const copy: Record<string, unknown> = { ...data }
    for (const { key, fill } of parts) if (fill) copy[key] = fill(textOf)
    return Object.freeze(copy)
  }
}

/**
 * Compiles every text within plain frozen data that holds tags, and adds it to `templates`.
 *
 * @returns what makes the data anew, frozen and with its keys in order; parts without tags stay the same objects.
 */
export const compileTexts = <Data>(data: Data, templates: Template[]): ((textOf: TextOf) => Data) =>
  // Only texts become other texts: what is made is data of the same type.
  (compileData(data, templates) as ((textOf: TextOf) => Data) | undefined) ?? (() => data)
