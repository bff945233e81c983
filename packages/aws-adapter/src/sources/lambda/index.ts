export type { LambdaCalls } from './lambda-calls.js'
export { type LambdaVerifierOptions, lambdaVerifier } from './lambda-verifier.js'
export type { NameAttributes, VerifierRequest } from './verifier-request.js'
