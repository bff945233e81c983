import type { Certificate } from '@thingplan/core'
import { readDeviceCertificate } from '../certificate/read.js'
import { invalidRequest } from '../exception/exceptions.js'
import { invokeFunction } from '../function/invoke-function.js'
import { isInput } from '../request/input.js'
import type { World } from '../world.js'
import { loadPki } from './load-pki.js'

/** Who asks over MQTT. */
export interface Requester {
  readonly certificateId: string
  readonly clientId: string
}

/**
 * Certifies the key of a certificate signing request: by the account's certificate provider if it has one, else by AWS IoT.
 *
 * @throws {InvalidRequestException} for a request that is none, or is not signed by its key, or that the provider does not
 * answer with a certificate of that key.
 */
export const certifyRequest = async (world: World, csr: string, requester?: Requester): Promise<Certificate> => {
  const { PkiError, readCertificateRequest } = await loadPki()
  try {
    const { spki } = await readCertificateRequest(csr)
    const [provider] = world.registry.certificateProviders.values()
    return provider === undefined
      ? await world.issuer.issueFor(csr, world.provisioning.requestSubject ?? 'replace')
      : await certifyByProvider(world, provider.lambdaFunctionArn, csr, spki, requester)
  } catch (error) {
    if (error instanceof PkiError) throw invalidRequest(`certificateSigningRequest is refused: ${error.message}`)
    throw error
  }
}

const certifyByProvider = async (
  world: World,
  arn: string,
  certificateSigningRequest: string,
  spki: Uint8Array,
  requester: Requester | undefined,
): Promise<Certificate> => {
  const certificate = await answeredCertificate(world, arn, certificateSigningRequest, requester).catch(
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      throw invalidRequest(`the certificate provider has issued nothing: ${reason}`)
    },
  )
  // A certificate of another key would make a device of whoever holds that key.
  if (Buffer.compare(certificate.publicKey.spki, spki) === 0) return certificate
  throw invalidRequest('the certificate provider has certified another key than that of the request')
}

const answeredCertificate = async (
  { provisioning }: World,
  arn: string,
  certificateSigningRequest: string,
  requester: Requester | undefined,
): Promise<Certificate> => {
  const answer = await invokeFunction(provisioning.certificateProviders ?? {}, arn, {
    certificateSigningRequest,
    ...(requester && { principalId: requester.certificateId, clientId: requester.clientId }),
  })
  const { certificatePem } = isInput(answer) ? answer : {}
  if (typeof certificatePem !== 'string') throw new Error('it answered no certificatePem')
  return readDeviceCertificate(certificatePem)
}
