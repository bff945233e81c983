import { compileTemplate, quote, resolveAttributeType, type Template, type TemplateContext } from '@thingplan/core'
import type { TypedValue } from './parse-rfc4514.js'
import type { SubjectAttributeType, SubjectInput } from './subject-input.js'
import { malformedSubject, rdnsOf } from './subject-rdns.js'

/** A subject whose values are `<%= … %>` templates; see `compileSubject`. */
export interface SubjectTemplate {
  /** The paths it reads, without duplicates: `device.serial`. */
  readonly paths: readonly string[]
  /**
   * The subject of one device.
   *
   * @throws {TemplateError} naming the path that is missing.
   */
  render(facts: TemplateContext): SubjectInput
}

/** Stand for a tag while the text around it is parsed: private use, and refused where the author writes them. */
const before = '\ue000'
const after = '\ue001'
const tag = /<%.*?%>/gs

/** RFC 4514 text whose tags may hold any character: they are taken out, and put back into the values. */
const parseText = (text: string): readonly (readonly TypedValue[])[] => {
  const tags: string[] = []
  if (text.includes(before) || text.includes(after)) {
    throw malformedSubject('the subject has characters for private use', 'leave out U+E000 and U+E001')
  }
  const plain = text.replaceAll(tag, (found) => `${before}${tags.push(found) - 1}${after}`)
  const restore = ([type, value]: TypedValue): TypedValue => {
    if (value.includes('<%')) throw malformedSubject(`${quote(type)} has the sign of a tag`, 'write the tag unescaped')
    return [type, value.replaceAll(/\ue000(\d+)\ue001/g, (_, index: string) => tags[Number(index)] ?? '')]
  }
  return rdnsOf(plain).map((rdn) => rdn.map(restore))
}

const isAttributeType = (type: unknown): type is SubjectAttributeType =>
  typeof type === 'string' && resolveAttributeType(type) !== undefined

const compileAttribute = ([type, text]: TypedValue): readonly [SubjectAttributeType, Template] => {
  if (isAttributeType(type)) return [type, compileTemplate(text, { variables: 'any' })]
  throw malformedSubject(`${quote(String(type))} is no attribute type`, 'use a name such as CN or commonName')
}

/**
 * Compiles a subject whose values are templates over what is known of a device.
 *
 * A value never becomes more than a value: what is put in for a tag is not parsed again, so that `1,O=Evil` is one common name.
 * Whether it is legal in its attribute is checked when it is issued.
 *
 * @param subject text, list or object as for `issueDeviceCertificate`; types are written out, values may have tags.
 * @throws {PkiError} `subject-malformed`.
 * @throws {TemplateError} for a tag that is none.
 * @example
 * ```ts
 * import { compileSubject, createCertificateAuthority, createKeyPair, issueDeviceCertificate } from '@thingplan/pki'
 *
 * const subject = compileSubject('CN=sensor-<%= lower(device.serial) %>,O=Acme')
 * subject.paths // => ['device.serial']
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const { publicKey } = await createKeyPair()
 * const facts = { device: { serial: 'A,1' } }
 * const certificate = await issueDeviceCertificate({ authority, publicKey, subject: subject.render(facts) })
 * certificate.subject.get('CN') // => 'sensor-a,1'
 * ```
 */
export const compileSubject = (subject: SubjectInput): SubjectTemplate => {
  const rdns = typeof subject === 'string' ? parseText(subject) : rdnsOf(subject)
  const compiled = rdns.map((rdn) => rdn.map(compileAttribute))
  const paths = new Set(compiled.flatMap((rdn) => rdn.flatMap(([, template]) => template.paths)))
  return Object.freeze({
    paths: Object.freeze([...paths]),
    render: (facts: TemplateContext): SubjectInput =>
      compiled.map((rdn) => rdn.map(([type, template]) => [type, template.render(facts)] as const)),
  })
}
