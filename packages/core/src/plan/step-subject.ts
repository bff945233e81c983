import type { StepKind } from './step/step.js'

/** What a step is about: its id without its kind, and without the certificate that the whole plan is about. */
export const subjectOf = (id: string, kind: StepKind, certificateId: string): string => {
  const content = id.startsWith(`${kind}:`) ? id.slice(kind.length + 1) : id
  const own = `${certificateId}:`
  return content.startsWith(own) ? content.slice(own.length) : content
}
