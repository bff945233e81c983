import type { Name } from '../certificate/name.js'
import type { CompiledThing } from './compiled-profile.js'
import { refusedField } from './make-finding.js'
import { type Rendering, renderPart } from './render-part.js'
import { renderSubjectAttributes } from './render-subject-attributes.js'

/** The attributes of a thing, without the stamp: the profile's own, then the subject's. */
export const renderAttributes = (rendering: Rendering, thing: CompiledThing, subject: Name): Record<string, string> => {
  // No name is `__proto__`: it is refused at definition, and is no attribute type.
  const attributes: Record<string, string> = {}
  for (const { name, value: template, optional } of thing.attributes) {
    const text = renderPart(rendering, template, 'attribute-refused', `thing.attributes.${name}`, optional)
    if (text !== undefined) attributes[name] = text
  }
  const { subjectAttributes, mostAttributes: expected, typeName } = thing
  if (subjectAttributes) {
    renderSubjectAttributes(rendering.findings, subjectAttributes, thing.reserved, subject, attributes)
  }
  const value = Object.keys(attributes).length
  if (value > expected) {
    const remedy = typeName ? 'give it fewer' : 'give the thing a type: it may then have 50'
    const details = { field: 'thing.attributes', value, expected, remedy }
    rendering.findings.push(refusedField('profile', 'attribute-limit', details))
  }
  return attributes
}
