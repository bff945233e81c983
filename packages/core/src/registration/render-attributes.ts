import type { Name } from '../certificate/name.js'
import { quote } from '../error/quote.js'
import { TemplateError } from '../template/template-error.js'
import type { CompiledAttribute, CompiledThing } from './compiled-profile.js'
import { passed, refused } from './make-finding.js'
import { renderSubjectAttributes } from './render-subject-attributes.js'
import { type Rendering, refusedPart } from './rendering.js'

const isAbsence = (thrown: unknown): boolean =>
  thrown instanceof TemplateError && thrown.code === 'template-value-absent'

/** The value of an attribute; `undefined` where it has none, which is among the findings unless it is merely absent. */
const renderAttribute = (rendering: Rendering, { name, value, optional }: CompiledAttribute): string | undefined => {
  try {
    return value.render(rendering.context)
  } catch (thrown) {
    if (optional && isAbsence(thrown)) return undefined
    const refusal = refusedPart('attribute-refused', `thing.attributes.${name}`, thrown)
    const message = `attribute ${quote(name)} is left out: ${refusal.message}`
    rendering.findings.push(optional ? passed('profile', 'attribute-left-out', message, refusal.evidence) : refusal)
    return undefined
  }
}

/** The attributes of a thing, in the order of their names, without the stamp. */
export const renderAttributes = (rendering: Rendering, thing: CompiledThing, subject: Name): Record<string, string> => {
  const entries: [name: string, value: string][] = []
  for (const attribute of thing.attributes) {
    const value = renderAttribute(rendering, attribute)
    if (value !== undefined) entries.push([attribute.name, value])
  }
  if (thing.subjectAttributes !== undefined) {
    renderSubjectAttributes(rendering, thing.subjectAttributes, subject, (name, value) => entries.push([name, value]))
    entries.sort(([one], [other]) => (one < other ? -1 : 1))
  }
  if (entries.length > thing.mostAttributes) {
    const evidence = {
      field: 'thing.attributes',
      value: entries.length,
      expected: thing.mostAttributes,
      remedy: thing.typeName === undefined ? 'give the thing a type: it may then have 50' : 'leave attributes out',
    }
    const message = `the thing would have ${entries.length} attributes where AWS takes ${thing.mostAttributes}`
    rendering.findings.push(refused('profile', 'attribute-limit', message, evidence))
  }
  const attributes: Record<string, string> = {}
  // No name is `__proto__`: it is refused at definition, and is no attribute type.
  for (const [name, value] of entries) attributes[name] = value
  return attributes
}
