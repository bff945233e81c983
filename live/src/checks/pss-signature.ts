import { RegisterCertificateWithoutCACommand } from '@aws-sdk/client-iot'
import { readCertificate } from '@thingplan/core'
import type { Check } from '../check/check.js'

/** Signed by itself with RSASSA-PSS; nobody has its key. */
const certificatePem = `-----BEGIN CERTIFICATE-----
MIIDhTCCAjmgAwIBAgIUE/Vly83nvEDgA/MZ53oCdiSoO6YwQQYJKoZIhvcNAQEK
MDSgDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgEF
AKIDAgEgMB0xGzAZBgNVBAMMEnRoaW5ncGxhbi1saXZlLXBzczAgFw0yNjExMjIx
MTIzMzVaGA8yMTI2MTAyOTExMjMzNVowHTEbMBkGA1UEAwwSdGhpbmdwbGFuLWxp
dmUtcHNzMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA4fgWRADfh7Zd
5zBpJvz2xx5i5zJ2VYKd9OeKRd++HPI29kqXSzK3l02b1UY3VkDaTs2yT2sR6EzD
rUWc8YEacYMpBVfYmy13kH2rm/1El+AeIKChWY/qQLVkXrl+obepmHCULcTMi07S
EHbanFTbWrnjGj+8fIg/Bbj0YwnfXjLvEwPU4fiXZQr9BaubQh97l8HW7/uWxzyF
dnK0IINOgr+CIpNyyLqrGX0gTLZCuenvO2lGEjpH2NJB980iYVK+NbitxM703e85
cqLCL/bH7BTOqcZNWdjH26aaAVFu5//qm2f/DD7alnxH3S8OOzU/AnQGU21KAWOo
PXItrcjDDwIDAQABo1MwUTAdBgNVHQ4EFgQUmx5nyNmBP0FoW+RjZYx3aepND8ww
HwYDVR0jBBgwFoAUmx5nyNmBP0FoW+RjZYx3aepND8wwDwYDVR0TAQH/BAUwAwEB
/zBBBgkqhkiG9w0BAQowNKAPMA0GCWCGSAFlAwQCAQUAoRwwGgYJKoZIhvcNAQEI
MA0GCWCGSAFlAwQCAQUAogMCASADggEBAKoWvOZAgpANDR6xs4jAc9udfnHTOZsV
CHCbo9v0gz4Xhvkc0DFubiiGtRRIESg8xnjEbrn/ZNv9TXNyLh/xeb1MkttF7lUr
osxXUFBf0LOQ8VT1mZ14X4waaEsBD1Imk9TFtTRe7tb4wIQPDtDDybc3nPYT4ejc
hqButAvXDbtBPF/CRjazw+xYpA9Ce0+LLP3pggas153fjFIEQqcwgUt4wP5d0V2b
Kh8LcjuNsWmKhXnxvUH6aPQwKYLUTkNK4ifTKCaz5KQRfgi6NOkjIuCMJVUnZ+47
k56llJbQu4OOEmwFUiLzC1G6jMt7dHz+kQrVUQtjLcP8CkuXVGCvaSQ=
-----END CERTIFICATE-----
`

export const pssSignature: Check = {
  id: 'CERT-03',
  page: 'AWS IoT Core Developer Guide, "X.509 client certificates"',
  fact: 'a certificate that is signed with RSASSA-PSS is refused',
  reading: 'it is refused with CertificateValidationException, and nothing here signs so',
  calls: ['RegisterCertificateWithoutCA'],
  observe: async (bench) => {
    await bench.note({ kind: 'certificate', id: readCertificate(certificatePem).id })
    const command = new RegisterCertificateWithoutCACommand({ certificatePem, status: 'INACTIVE' })
    const answer = await bench.answerTo(() => bench.client.send(command))
    return { observed: answer, asRead: answer === 'CertificateValidationException' }
  },
}
