import { isIP } from 'node:net'

/** What a TLS server shows and proves, as PEM. */
export interface ServerIdentity {
  readonly key: string
  readonly cert: string
  /** The CA that has signed it, made for this one certificate; its key is gone. */
  readonly ca: string
}

/**
 * A certificate for this machine and for the address that is listened on.
 *
 * It is dated by the system's clock, whatever the emulator's says: clients check it by theirs. The issuing package is loaded
 * only here, so that nobody pays for it who does not listen.
 */
export const issueServerIdentity = async (host: string): Promise<ServerIdentity> => {
  const { createCertificateAuthority, createKeyPair, exportPrivateKey, issueServerCertificate } = await import(
    '@thingplan/pki'
  )
  const authority = await createCertificateAuthority({ subject: { CN: 'Emulator CA' } })
  const { publicKey, privateKey } = await createKeyPair()
  const certificate = await issueServerCertificate({
    authority,
    publicKey,
    dnsNames: [...new Set(['localhost', ...(isIP(host) === 0 ? [host] : [])])],
    ipAddresses: [...new Set(['127.0.0.1', '::1', ...(isIP(host) === 0 ? [] : [host])])],
  })
  return { key: await exportPrivateKey(privateKey), cert: certificate.pem, ca: authority.certificate.pem }
}
