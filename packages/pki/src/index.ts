// authority
export type { CertificateAuthority } from './authority/certificate-authority.js'
export {
  type CreateCertificateAuthorityOptions,
  createCertificateAuthority,
} from './authority/create-certificate-authority.js'
// certificate
export { type IssueDeviceCertificateOptions, issueDeviceCertificate } from './certificate/issue-device-certificate.js'
export { type IssueServerCertificateOptions, issueServerCertificate } from './certificate/issue-server-certificate.js'
export {
  type IssueVerificationCertificateOptions,
  issueVerificationCertificate,
} from './certificate/issue-verification-certificate.js'
export type { ValidityOptions } from './certificate/validity.js'
// key
export { type CreateKeyPairOptions, createKeyPair } from './key/create-key-pair.js'
export { exportPrivateKey } from './key/export-private-key.js'
export type { KeyAlgorithm } from './key/key-algorithm.js'
export type { KeyPair } from './key/key-pair.js'
// error
export { PkiError, type PkiErrorCode } from './pki-error.js'
// request
export type { CertificateRequest } from './request/certificate-request.js'
export { type CreateCertificateRequestOptions, createCertificateRequest } from './request/create-certificate-request.js'
export { readCertificateRequest } from './request/read-certificate-request.js'
// subject
export type { SubjectAttribute, SubjectAttributeType, SubjectInput } from './subject/subject-input.js'
export type { ClockOption, CryptoKey, CryptoOption, WebCrypto } from './web-crypto.js'
