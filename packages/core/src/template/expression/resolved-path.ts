/** One step of reading: one of several values, or a property, which is an attribute type where a distinguished name is met. */
export type PathStep = number | { readonly key: string; readonly oid?: string | undefined }

/** A path with everything looked up that does not depend on the device. */
export interface ResolvedPath {
  /** As it would be written with long names: `certificate.attributes.subject.commonName`. */
  readonly canonical: string
  readonly steps: readonly PathStep[]
  /** Offset in the template's source. */
  readonly position: number
}
