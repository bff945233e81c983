import type { Name } from '../../certificate/name.js'
import type { Account } from '../../plan/account.js'
import type { TemplateContext } from '../../template/template.js'

/** A name of which every attribute has one value. */
export const nameOf = (value: string | undefined): Name => ({
  rdns: [],
  entries: () => [],
  get: () => value,
  getAll: () => (value === undefined ? [] : [value]),
  toString: () => '',
})

/** A device all of whose values are one word: what differs between two such devices depends on the certificate. */
export const probeContext = (account: Required<Account>, word: string): TemplateContext => ({
  account,
  certificate: {
    id: word,
    serialNumber: word,
    awsAccountId: account.id,
    certificateDescription: {
      certificateArn: word,
      certificateId: word,
      caCertificateId: word,
      status: word,
      certificatePem: word,
      ownedBy: word,
      certificateMode: word,
    },
    attributes: { subject: nameOf(word), issuer: nameOf(word) },
  },
})
