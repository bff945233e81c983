// authority
export type { AuthorityInput, CertificateAuthority, SigningAuthority } from './authority/certificate-authority.js'
export type { NewAuthorityOptions } from './authority/certify-authority.js'
export {
  type CreateCertificateAuthorityOptions,
  createCertificateAuthority,
} from './authority/create-certificate-authority.js'
export { type CreateSigningAuthorityOptions, createSigningAuthority } from './authority/create-signing-authority.js'
export {
  type IssueAuthorityCertificateOptions,
  issueAuthorityCertificate,
} from './authority/issue-authority-certificate.js'
export {
  type OpenCertificateAuthorityOptions,
  openCertificateAuthority,
} from './authority/open-certificate-authority.js'
// batch
export type { BatchDevice, BatchProgress, BatchResult, IssueDeviceCertificatesOptions } from './batch/batch.js'
export { issueDeviceCertificates } from './batch/issue-device-certificates.js'
// certificate
export type { CertifiedKeyOptions } from './certificate/certified-key.js'
export { type IssueClaimCertificateOptions, issueClaimCertificate } from './certificate/issue-claim-certificate.js'
export { type IssueDeviceCertificateOptions, issueDeviceCertificate } from './certificate/issue-device-certificate.js'
export { type IssueServerCertificateOptions, issueServerCertificate } from './certificate/issue-server-certificate.js'
export {
  type IssueVerificationCertificateOptions,
  issueVerificationCertificate,
} from './certificate/issue-verification-certificate.js'
export { noExpiry, type ValidityOptions } from './certificate/validity.js'
// chain
export type { Purpose } from './chain/check-purpose.js'
export { type VerifyChainOptions, verifyChain } from './chain/verify-chain.js'
// key
export { type CreateKeyPairOptions, createKeyPair } from './key/create-key-pair.js'
export { type ExportPrivateKeyOptions, exportPrivateKey } from './key/export-private-key.js'
export type { KeyAlgorithm } from './key/key-algorithm.js'
export { type AnyKey, keyMatches } from './key/key-matches.js'
export type { KeyPair } from './key/key-pair.js'
export { type OpenKeyPairOptions, openKeyPair } from './key/open-key-pair.js'
// error
export { PkiError, type PkiErrorCode } from './pki-error.js'
// request
export type { CertificateRequest } from './request/certificate-request.js'
export { type CreateCertificateRequestOptions, createCertificateRequest } from './request/create-certificate-request.js'
export { type ReadCertificateRequestOptions, readCertificateRequest } from './request/read-certificate-request.js'
// revocation
export { type CreateCrlOptions, createCrl } from './revocation/create-crl.js'
export type { Crl, Revocation, RevocationReason } from './revocation/crl.js'
export { readCrl } from './revocation/read-crl.js'
export { verifyCrl } from './revocation/verify-crl.js'
// signer
export { type CreatePemSignerOptions, createPemSigner } from './signer/create-pem-signer.js'
export { createWebCryptoSigner } from './signer/create-web-crypto-signer.js'
export type { SignatureAlgorithm } from './signer/signature-algorithm.js'
export type { Signer } from './signer/signer.js'
// subject
export { hasSubject, requestsSubject } from './subject/compare-subject.js'
export { compileSubject, type SubjectTemplate } from './subject/compile-subject.js'
export { encodeSubject } from './subject/encode-subject.js'
export type { NameEntries } from './subject/read-name.js'
export type { SubjectAttribute, SubjectAttributeType, SubjectInput } from './subject/subject-input.js'
export type { Target, TargetOption } from './target.js'
export type { ClockOption, CryptoKey, CryptoOption, WebCrypto } from './web-crypto.js'
