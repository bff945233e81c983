import type { Step } from '@thingplan/core'

/** The field of a step that names what it is about, as errors about the step name it. */
export const stepSubject = (step: Step): { readonly field: string; readonly value: string } => {
  switch (step.kind) {
    case 'ensure-thing-type':
      return { field: 'thingTypeName', value: step.thingTypeName }
    case 'ensure-thing-group':
    case 'add-to-thing-group':
    case 'remove-from-thing-group':
      return { field: 'thingGroupName', value: step.thingGroupName }
    case 'ensure-billing-group':
      return { field: 'billingGroupName', value: step.billingGroupName }
    case 'ensure-policy':
    case 'attach-policy':
    case 'detach-policy':
    case 'delete-policy':
      return { field: 'policyName', value: step.policyName }
    case 'ensure-thing':
    case 'update-thing':
    case 'set-thing-owner':
    case 'attach-thing':
    case 'detach-thing':
    case 'delete-thing':
      return { field: 'thingName', value: step.thingName }
    case 'register-certificate':
    case 'set-certificate-status':
    case 'delete-certificate':
      return { field: 'certificateId', value: step.certificateId }
  }
}
