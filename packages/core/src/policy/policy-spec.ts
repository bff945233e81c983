import type { PolicyDocument } from './policy-document.js'

export interface PolicySpec {
  /** Template; must depend on the certificate when the document does. */
  readonly name: string
  /** Template tags live inside string leaves. JSON text is parsed first. */
  readonly document: PolicyDocument | string
}
