export type { IssuedCertificate, IssueRequest, Issuer } from '../../authority/issuer/issuer.js'
export { CertificateProviderError, type CertificateProviderErrorCode } from './certificate-provider-error.js'
export {
  type CertificateProvider,
  type CertificateProviderOptions,
  createCertificateProvider,
  type SigningOutcome,
} from './create-certificate-provider.js'
