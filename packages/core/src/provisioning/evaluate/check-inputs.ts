import { isPlainObject } from '../../policy/parse/is-plain-object.js'
import { checkOptionNames, checkWord, optionError } from '../option-error.js'
import type { ProvisioningTemplateKind } from '../provisioning-template.js'
import type { ExistingResources, ProvisioningInputs } from './provisioning-inputs.js'
import { refuseDevice } from './refuse-device.js'

const inputNames: readonly (keyof ProvisioningInputs)[] = [
  'account',
  'name',
  'certificate',
  'certificateId',
  'claim',
  'parameters',
  'serialNumber',
  'severalValues',
  'existing',
  'overrideDefault',
]

/** Inputs that mean nothing to a kind: who gives them expects something that does not happen. */
const unused: Readonly<Record<ProvisioningTemplateKind, readonly (keyof ProvisioningInputs)[]>> = {
  jitp: ['certificateId', 'claim', 'parameters'],
  bulk: ['certificate', 'claim'],
  fleet: ['certificate'],
}

const existingNames: readonly (keyof ExistingResources)[] = [
  'thing',
  'thingTypeNames',
  'thingGroupNames',
  'billingGroupNames',
  'policyNames',
  'certificateStatus',
]
const existingThingNames: readonly (keyof NonNullable<ExistingResources['thing']>)[] = [
  'attributes',
  'thingTypeName',
  'thingGroupNames',
  'billingGroupName',
]

/** Refuses inputs that do not exist, do not belong to this kind of template, or cannot be what they are. */
export const checkInputs = (kind: ProvisioningTemplateKind, inputs: ProvisioningInputs): void => {
  checkOptionNames('planProvisioning', inputs, inputNames)
  const { account, certificateId, claim, existing, name = '', parameters } = inputs
  if (!/^[0-9]{12}$/.test(account?.id) || !/^[a-z0-9-]{1,64}$/.test(account?.region)) {
    throw optionError('account', 'is no account', 'give `id`, twelve digits, and `region`')
  }
  if (!/^[A-Za-z0-9_-]{0,128}$/.test(name))
    throw optionError('name', 'is no name of a plan', 'take 1 to 128 of A-Z, a-z, 0-9, `_-`')
  const foreign = unused[kind].find((name) => inputs[name] !== undefined)
  if (foreign !== undefined) throw optionError(foreign, `is no input of a ${kind} template`, 'leave it out')
  checkWord('serialNumber', inputs.serialNumber, ['subject', 'certificate'])
  checkWord('severalValues', inputs.severalValues, ['refuse', 'first'])
  checkWord('overrideDefault', inputs.overrideDefault, ['FAIL', 'DO_NOTHING', 'REPLACE'])
  if (existing !== undefined) checkOptionNames('existing', existing, existingNames)
  if (existing?.thing !== undefined) checkOptionNames('existing.thing', existing.thing, existingThingNames)
  if (parameters !== undefined && !isPlainObject(parameters))
    throw optionError('parameters', 'is no object', 'give an object')
  for (const [field, id] of [
    ['certificateId', certificateId],
    ['claim', claim?.certificateId],
  ]) {
    if (field === undefined || id === undefined || /^[0-9a-fA-F]{64}$/.test(id)) continue
    throw refuseDevice('provisioning-value-refused', field, 'is no certificate id', 'give 64 hex digits', id)
  }
}
