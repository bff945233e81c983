import { quote } from '../error/quote.js'
import { isThingplanError, type ThingplanError } from '../error/thingplan-error.js'
import type { Template, TemplateContext } from '../template/template.js'
import type { Evidence, Finding, FindingCode } from './finding.js'
import { evidenceValue, refused } from './make-finding.js'
import { oneLine } from './one-line.js'

/** One device on its way to becoming what its profile says. Findings gather, so that all that is wrong is told at once. */
export interface Rendering {
  readonly context: TemplateContext
  readonly findings: Finding[]
}

const rule = 'profile'

/** What an error of another room says, as evidence. */
const evidenceOf = (field: string, { field: path, value, remedy }: ThingplanError): Evidence => ({
  field,
  ...(path === undefined || path === field ? undefined : { path }),
  ...(value === undefined ? undefined : { value: evidenceValue(value) }),
  ...(remedy === undefined ? undefined : { remedy }),
})

/** The finding for a part of the profile that this device cannot have. */
export const refusedPart = (code: FindingCode, field: string, thrown: unknown): Finding => {
  if (isThingplanError(thrown)) {
    return refused(rule, code, `${field}: ${oneLine(thrown.message)}`, evidenceOf(field, thrown))
  }
  // Only a template with the opt-in to full JavaScript can throw anything else.
  return refused(rule, code, `${field}: ${quote(oneLine(String(thrown)))}`, { field, remedy: 'mend the template' })
}

/** The text of a template for this device; an empty one where it has none, which is then among the findings. */
export const renderText = (
  { context, findings }: Rendering,
  template: Template,
  code: FindingCode,
  field: string,
): string => {
  try {
    return template.render(context)
  } catch (thrown) {
    findings.push(refusedPart(code, field, thrown))
    return ''
  }
}
