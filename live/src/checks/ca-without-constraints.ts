import { RegisterCACertificateCommand } from '@aws-sdk/client-iot'
import { readCertificate } from '@thingplan/core'
import type { Check } from '../check/check.js'

/** Signed by itself, without basic constraints; nobody has its key. */
const caCertificate = `-----BEGIN CERTIFICATE-----
MIIBYjCCAQmgAwIBAgIUEtBGOyD5xiBKx5Qgl5CuU6k1ygswCgYIKoZIzj0EAwIw
HzEdMBsGA1UEAwwUdGhpbmdwbGFuLWxpdmUtbm8tY2EwIBcNMjYxMTIyMTEyMzM1
WhgPMjEyNjEwMjkxMTIzMzVaMB8xHTAbBgNVBAMMFHRoaW5ncGxhbi1saXZlLW5v
LWNhMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEuDBBXPsH4vGNf0qXAGGSLaqZ
eyGpkykEbHi2p3uW1vAfh4NsuKcbnzjJpj5WxDM3cq145mVRyhC8s3wQTQqjHaMh
MB8wHQYDVR0OBBYEFEbD7Vp17I1KLmAq1+RGmAcZzU89MAoGCCqGSM49BAMCA0cA
MEQCIBiobBdWBnKVP8mUu9xMsJ+SM1rqjQqLQCQSbI0zhzU2AiBhfIX0nHtQHQDp
LtbLcucaYdk7XgmIFehKOGcWRECLsg==
-----END CERTIFICATE-----
`

export const caWithoutConstraints: Check = {
  id: 'CERT-04',
  page: 'AWS IoT API Reference, "RegisterCACertificate"',
  fact: 'a CA certificate must say by its basic constraints that it is one',
  reading: 'it must: CAs that are made here do, and others are refused before they reach AWS',
  calls: ['RegisterCACertificate'],
  observe: async (bench) => {
    await bench.note({ kind: 'ca-certificate', id: readCertificate(caCertificate).id })
    const command = new RegisterCACertificateCommand({ caCertificate, certificateMode: 'SNI_ONLY' })
    const answer = await bench.answerTo(() => bench.client.send(command))
    return {
      observed: answer,
      asRead: answer === 'CertificateValidationException' || answer === 'InvalidRequestException',
    }
  },
}
