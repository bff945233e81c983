export type { CertificateIssuer, IssueRequest } from './certificate-issuer.js'
export { CertificateProviderError, type CertificateProviderErrorCode } from './certificate-provider-error.js'
export {
  type CertificateProvider,
  type CertificateProviderOptions,
  createCertificateProvider,
  type SigningOutcome,
} from './create-certificate-provider.js'
