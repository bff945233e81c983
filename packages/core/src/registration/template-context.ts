import type { Account } from '../plan/account.js'
import type { TemplateContext } from '../template/template.js'
import type { Facts } from './facts.js'

/** What the templates of a registration read: see `registrationVariables`. Without a description only its id is known. */
export const templateContext = ({ certificate, description }: Facts, account: Required<Account>): TemplateContext => ({
  certificate: {
    id: certificate.id,
    serialNumber: certificate.serialNumber,
    awsAccountId: account.id,
    certificateDescription: description ?? { certificateId: certificate.id },
    attributes: { subject: certificate.subject, issuer: certificate.issuer },
  },
  account,
})
