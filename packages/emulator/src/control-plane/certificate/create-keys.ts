import type { CreateKeysAndCertificateResponse } from '@aws-sdk/client-iot'
import { optionalFlag } from '../../request/input.js'
import type { AwaitedOperation } from '../operation.js'
import { insertCertificate } from './insert.js'

export const createKeysAndCertificate: AwaitedOperation<CreateKeysAndCertificateResponse> = {
  members: ['setAsActive'],
  perform: async (world, input) => {
    const status = optionalFlag(input, 'setAsActive') ? 'ACTIVE' : 'INACTIVE'
    const { certificate, publicKey, privateKey } = await world.issuer.issueKeys()
    return {
      ...insertCertificate(world, { certificate, status, mode: 'DEFAULT', caCertificateId: undefined }),
      certificatePem: certificate.pem,
      keyPair: { PublicKey: publicKey, PrivateKey: privateKey },
    }
  },
}
