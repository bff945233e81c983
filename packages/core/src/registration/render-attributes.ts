import type { Name } from '../certificate/name.js'
import type { CompiledThing } from './compiled-profile.js'
import { refusedField } from './make-finding.js'
import { type Rendering, renderPart } from './render-part.js'
import { type Attribute, renderSubjectAttributes } from './render-subject-attributes.js'

/** The attributes of a thing, in the order of their names, without the stamp. */
export const renderAttributes = (rendering: Rendering, thing: CompiledThing, subject: Name): Record<string, string> => {
  const rendered: Attribute[] = []
  for (const { name, value: template, optional } of thing.attributes) {
    const text = renderPart(rendering, template, 'attribute-refused', `thing.attributes.${name}`, optional)
    if (text !== undefined) rendered.push([name, text])
  }
  const { subjectAttributes, mostAttributes: expected, typeName } = thing
  if (subjectAttributes) {
    renderSubjectAttributes(rendering.findings, subjectAttributes, thing.reserved, subject, rendered)
  }
  const value = rendered.length
  if (value > expected) {
    const remedy = typeName ? 'give it fewer' : 'give the thing a type: it may then have 50'
    const details = { field: 'thing.attributes', value, expected, remedy }
    rendering.findings.push(refusedField('profile', 'attribute-limit', details))
  }
  const attributes: Record<string, string> = {}
  // No name is `__proto__`: it is refused at definition, and is no attribute type.
  for (const [name, text] of rendered) attributes[name] = text
  return attributes
}
