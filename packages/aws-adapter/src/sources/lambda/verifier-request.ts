import type { Certificate, CertificateDescription, Facts, Question } from '@thingplan/core'

/** A name's attributes by type, in the certificate's spelling of it; several values of one type as a list. */
export type NameAttributes = Readonly<Record<string, string | readonly string[]>>

/** What the verifier function is invoked with. */
export interface VerifierRequest {
  readonly version: 1
  /** To be sent back as it is: shows that the answer is to this question, and no canned one. */
  readonly nonce: string
  readonly question: Question
  /** What DescribeCertificate says, the certificate's PEM included. */
  readonly certificateDescription: CertificateDescription | null
  readonly attributes: { readonly subject: NameAttributes; readonly issuer: NameAttributes }
}

const nameAttributes = (name: Certificate['subject']): NameAttributes => {
  const values = new Map<string, string[]>()
  for (const [type, value] of name.entries()) values.set(type, [...(values.get(type) ?? []), value])
  return Object.fromEntries([...values].map(([type, all]) => [type, all.length === 1 ? (all[0] ?? '') : all]))
}

/** The request of a verifier function: nothing but what the certificate and its description say in public. */
export const verifierRequest = (question: Question, facts: Facts, nonce: string): VerifierRequest => {
  const { certificate, description } = facts
  return {
    version: 1,
    nonce,
    question,
    certificateDescription:
      description === undefined
        ? null
        : {
            certificateArn: description.certificateArn,
            certificateId: description.certificateId,
            caCertificateId: description.caCertificateId,
            status: description.status,
            certificatePem: description.certificatePem,
            ownedBy: description.ownedBy,
            certificateMode: description.certificateMode,
          },
    attributes: { subject: nameAttributes(certificate.subject), issuer: nameAttributes(certificate.issuer) },
  }
}
