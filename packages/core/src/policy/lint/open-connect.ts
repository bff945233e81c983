import type { StatementOutline } from '../validate/outline-policy.js'
import { type Grant, grantsOf } from './grant.js'
import { isBound } from './name-pattern.js'

const exchange = /^\$aws\/(?:certificates\/create|provisioning-templates\/[^*?]+\/provision)/
const messaging = ['iot:Publish', 'iot:Receive', 'iot:Subscribe', 'iot:RetainPublish']

/** Whether the holder may only ask for a certificate: then its client id leads to nothing, and many share the policy. */
const isProvisioningClaim = (statements: readonly StatementOutline[]): boolean => {
  const names = messaging.flatMap((action) => grantsOf(statements, action).map(({ name }) => name))
  return names.length > 0 && names.every((name) => exchange.test(name))
}

/** Grants of `iot:Connect` that another device's client id fits. */
export const openConnects = (statements: readonly StatementOutline[]): readonly Grant[] => {
  const open = grantsOf(statements, 'iot:Connect').filter(({ name }) => !isBound(name))
  return isProvisioningClaim(statements) ? open.filter(({ name }) => !/^[^*?]*[\w:-][*?]+$/.test(name)) : open
}
