export type { IssuedCertificate, IssueRequest, Issuer } from '../../authority/issuer/issuer.js'
export { CertificateProviderError, type CertificateProviderErrorCode } from './certificate-provider-error.js'
export {
  type CertificateProvider,
  type CertificateProviderOptions,
  createCertificateProvider,
} from './create-certificate-provider.js'
export type { SigningOutcome } from './signing-outcome.js'
