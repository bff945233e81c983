import type { TemplateContext } from '../template.js'

/** An expression that is ready to be read. */
export interface Expression {
  /** The canonical paths it reads, in the order they are written. */
  readonly paths: readonly string[]
  /**
   * The value; `undefined` where none of its paths has one.
   *
   * @throws {TemplateError} `template-value-ambiguous`, `template-value-refused`.
   */
  read(context: TemplateContext): string | undefined
}
