import { CertificateMode, type RegisterCACertificateResponse } from '@aws-sdk/client-iot'
import type { Certificate } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { checkAlgorithms, checkNotExpired } from '../../certificate/check-certificate.js'
import { checkOwnSignature } from '../../certificate/issuer.js'
import { readRequestCertificate, toX509 } from '../../certificate/read.js'
import { certificateValidation, limitExceeded, resourceAlreadyExists } from '../../exception/exceptions.js'
import { constraints, quotas } from '../../request/constraints.js'
import { optionalChoice, optionalFlag, requiredText } from '../../request/input.js'
import { requestedTags } from '../../request/tags.js'
import type { World } from '../../world.js'
import type { Operation } from '../operation.js'
import { checkPossession } from './check-possession.js'
import { optionalRegistrationConfig } from './registration-config.js'

export const registerCaCertificate: Operation<RegisterCACertificateResponse> = {
  members: [
    'caCertificate',
    'verificationCertificate',
    'setAsActive',
    'allowAutoRegistration',
    'registrationConfig',
    'tags',
    'certificateMode',
  ],
  perform: (world, input) => {
    const pem = requiredText(input, 'caCertificate', constraints.certificatePem)
    const mode = optionalChoice(input, 'certificateMode', CertificateMode) ?? 'DEFAULT'
    const tags = requestedTags(input)
    const certificate = readRequestCertificate('caCertificate', pem)
    const { id } = certificate
    const arn = arnOf(world.account, 'cacert', id)
    if (certificate.basicConstraints?.ca !== true) {
      throw certificateValidation('caCertificate is not the certificate of a CA (basic constraints)')
    }
    checkAlgorithms('caCertificate', certificate)
    const now = world.clock()
    checkNotExpired('caCertificate', certificate, now)
    checkOwnSignature('caCertificate', certificate)
    const x509 = toX509(certificate)
    checkPossession(world, input, mode, x509)
    if (world.registry.caCertificates.has(id)) {
      throw resourceAlreadyExists(`CA certificate ${id} is already registered`, id, arn)
    }
    if (mode === 'DEFAULT' && world.isCaCertificateElsewhere(id)) {
      throw resourceAlreadyExists(
        `another account of the region has registered CA certificate ${id} in mode DEFAULT`,
        id,
      )
    }
    checkSubjectCount(world, certificate)
    const registrationConfig = optionalRegistrationConfig(world, input)

    world.registry.tags.set(arn, tags)
    world.registry.caCertificates.set(id, {
      id,
      certificate,
      x509,
      status: optionalFlag(input, 'setAsActive') ? 'ACTIVE' : 'INACTIVE',
      autoRegistrationStatus: optionalFlag(input, 'allowAutoRegistration') ? 'ENABLE' : 'DISABLE',
      mode,
      registrationConfig,
      customerVersion: 1,
      createdAt: now,
      modifiedAt: now,
    })
    return { certificateArn: arn, certificateId: id }
  },
}

const checkSubjectCount = (world: World, certificate: Certificate): void => {
  const subject = certificate.subject.toString()
  const namesakes = [...world.registry.caCertificates.values()].filter(
    (authority) => authority.certificate.subject.toString() === subject,
  )
  if (namesakes.length >= quotas.caCertificatesWithOneSubject) {
    throw limitExceeded(`there are ${namesakes.length} CA certificates with this subject already`)
  }
}
