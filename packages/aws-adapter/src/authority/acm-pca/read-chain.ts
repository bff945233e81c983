import { type Certificate, readCertificate } from '@thingplan/core'
import { verifyChain } from '@thingplan/pki'
import { IssuerError } from '../issuer/issuer-error.js'

/** As many CAs as AWS Private CA lets stand above each other, and some more. */
const mostIssuers = 8

/** A moment at which all of them have begun: chains are judged without a clock here, since devices judge them again. */
const begun = (certificates: readonly Certificate[]): Date =>
  new Date(Math.max(...certificates.map(({ notBefore }) => notBefore.getTime())))

/**
 * The CAs above a certificate, its issuer first, of which each has to have issued the one before.
 *
 * @throws {IssuerError} `issuer-certificate`
 */
export const readChain = async (certificate: Certificate, text: string): Promise<readonly Certificate[]> => {
  try {
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
    const issuers = blocks.slice(0, mostIssuers).map((block) => readCertificate(block))
    const anchors = issuers.slice(-1)
    const [, ...path] = await verifyChain(certificate, issuers, begun([certificate, ...issuers]), { anchors })
    return path
  } catch (cause) {
    throw new IssuerError('issuer-certificate', 'the chain that came with the certificate does not lead to a CA', {
      field: 'CertificateChain',
      value: certificate.id,
      remedy: 'look at the certificate of the CA, and at those above it',
      cause,
    })
  }
}
