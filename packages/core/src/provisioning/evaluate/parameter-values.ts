/** What the parameters of one device hold. */
export interface ParameterValues {
  /** The value of a parameter, or its default. */
  value(name: string, path: string): string
}

/** Text that is known when a device is. */
export type EvaluateText = (values: ParameterValues) => string
export type EvaluateTexts = (values: ParameterValues) => readonly string[]
