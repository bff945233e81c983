import type { SinkName } from './sink/sink.js'

/** What templates read: plain data, with `Name`s at `certificate.attributes.subject` and `.issuer`. */
export type TemplateContext = Readonly<Record<string, unknown>>

/** A compiled `<%= … %>` template; see `compileTemplate`. */
export interface Template {
  readonly source: string
  /** Where the text goes, and so which values are legal in it. */
  readonly sink: SinkName
  /** The paths it reads, canonical and without duplicates: `certificate.attributes.subject.serialNumber`. */
  readonly paths: readonly string[]
  /** Whether the text depends on the certificate (and not only on the account). */
  readonly perDevice: boolean
  /** @throws {TemplateError} naming the path and the value. */
  render(context: TemplateContext): string
}
