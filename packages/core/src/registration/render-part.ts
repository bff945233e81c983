import { isThingplanError, type ThingplanError } from '../error/thingplan-error.js'
import type { TemplateContext } from '../template/template.js'
import type { Finding, FindingCode } from './finding.js'
import { passed, refused } from './make-finding.js'
import { oneLine } from './one-line.js'

/** One device on its way to becoming what its profile says. Findings gather, so that all that is wrong is told at once. */
export interface Rendering {
  readonly context: TemplateContext
  readonly findings: Finding[]
}

/** A template, or a policy of them. */
interface Part<Rendered> {
  render(context: TemplateContext): Rendered
}

/** What a device need not have is left out; a finding says so. */
export const leftOut = ({ rule, message, evidence }: Finding): Finding =>
  passed(rule, 'attribute-left-out', `left out: ${message}`, evidence)

/**
 * A part of the profile for this device; `undefined` where it has none.
 *
 * That is among the findings, unless an optional part is merely absent.
 */
export const renderPart = <Rendered>(
  { context, findings }: Rendering,
  part: Part<Rendered>,
  code: FindingCode,
  field: string,
  optional = false,
): Rendered | undefined => {
  try {
    return part.render(context)
  } catch (thrown) {
    // Only a template with the opt-in to full JavaScript can throw anything else.
    const error = isThingplanError(thrown) ? thrown : { message: String(thrown) }
    const { code: reason, message, field: path, value, remedy = 'mend the template' }: Partial<ThingplanError> = error
    if (optional && reason === 'template-value-absent') return undefined
    const refusal = refused(
      'profile',
      reason === 'policy-too-large' ? 'policy-limit' : code,
      oneLine(`${field}: ${message}`),
      { field, path, value, remedy },
    )
    findings.push(optional ? leftOut(refusal) : refusal)
    return undefined
  }
}
