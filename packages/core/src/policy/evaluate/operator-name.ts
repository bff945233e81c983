export type Quantifier = 'ForAllValues' | 'ForAnyValue'

/** The parts of what stands before the keys of a condition. */
export interface OperatorName {
  readonly quantifier?: Quantifier
  /** For `findOperator`, or `Null`. */
  readonly name: string
  readonly ifExists: boolean
}

const quantifierOf = (text: string | undefined): { readonly quantifier?: Quantifier } =>
  text === 'ForAllValues' || text === 'ForAnyValue' ? { quantifier: text } : {}

/** Takes `ForAnyValue:StringEqualsIfExists` apart. `NullIfExists` does not exist in IAM, and stays one name. */
export const readOperatorName = (text: string): OperatorName => {
  const [, quantifier, name = '', suffix] = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/.exec(text) ?? []
  return name === 'Null' && suffix !== undefined
    ? { name: 'NullIfExists', ifExists: false }
    : { ...quantifierOf(quantifier), name, ifExists: suffix !== undefined }
}
