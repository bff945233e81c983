/** What X.520 (in RFC 5280 appendix A), RFC 4519 and PKCS #9 say of the values of one attribute type. */
export interface AttributeSyntax {
  readonly string: 'utf8String' | 'printableString' | 'ia5String'
  /** Characters at least and at most. */
  readonly shortest: number
  readonly longest: number
  /** Whether only the letters A to Z are text of this type: codes of ISO 3166. */
  readonly letters?: true
}

const directory = (longest: number): AttributeSyntax => ({ string: 'utf8String', shortest: 1, longest })
const printable = (longest: number): AttributeSyntax => ({ string: 'printableString', shortest: 1, longest })
const country: AttributeSyntax = { string: 'printableString', shortest: 2, longest: 2, letters: true }
const ia5 = (longest: number): AttributeSyntax => ({ string: 'ia5String', shortest: 1, longest })

const unbounded = 32_768

const syntaxes: ReadonlyMap<string, AttributeSyntax> = /* @__PURE__ */ new Map([
  ['2.5.4.3', directory(64)],
  ['2.5.4.5', printable(64)],
  ['2.5.4.6', country],
  ['2.5.4.7', directory(128)],
  ['2.5.4.8', directory(128)],
  ['2.5.4.9', directory(128)],
  ['2.5.4.10', directory(64)],
  ['2.5.4.11', directory(64)],
  ['2.5.4.12', directory(64)],
  ['2.5.4.15', directory(128)],
  ['2.5.4.17', directory(40)],
  ['2.5.4.18', directory(40)],
  ['2.5.4.20', printable(32)],
  ['2.5.4.46', printable(unbounded)],
  ['2.5.4.65', directory(128)],
  ['0.9.2342.19200300.100.1.25', ia5(unbounded)],
  ['1.2.840.113549.1.9.1', ia5(255)],
  ['1.3.6.1.4.1.311.60.2.1.3', country],
])

export const attributeSyntax = (oid: string): AttributeSyntax => syntaxes.get(oid) ?? directory(unbounded)

/** Whether every character of a value is one that its type has (X.680 section 41). */
export const fitsSyntax = (value: string, { string, letters }: AttributeSyntax): boolean => {
  if (letters) return /^[A-Za-z]*$/.test(value)
  if (string === 'printableString') return /^[A-Za-z0-9 '()+,./:=?-]*$/.test(value)
  return string === 'ia5String' ? /^[\x20-\x7e]*$/.test(value) : !/[\p{Cc}\p{Cs}]/u.test(value)
}
