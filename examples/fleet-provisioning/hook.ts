import {
  createPreProvisioningHook,
  type HookCalls,
  type PreProvisioningHook,
  type ProvisioningOutcome,
  type VerifierSource,
} from '@thingplan/aws-adapter'
import type { Registration } from '@thingplan/core'

export interface HookParts {
  readonly registration: Registration
  readonly templateArn: string
  readonly client: HookCalls
  readonly factory: VerifierSource
  readonly onOutcome?: (outcome: ProvisioningOutcome) => void
}

const log = ({ kind, request, message }: ProvisioningOutcome): void =>
  console.log(JSON.stringify({ kind, certificateId: request?.certificateId, message }))

/** The hook for any client and any factory: the real ones in the Lambda, the emulator's in the demonstration. */
export const createHook = ({
  registration,
  templateArn,
  client,
  factory,
  onOutcome = log,
}: HookParts): PreProvisioningHook =>
  createPreProvisioningHook({
    registration,
    templateArns: [templateArn],
    client,
    subjectParameters: { serialNumber: 'SerialNumber' },
    // The registration names the thing, whatever name the device may have sent.
    parameterOverrides: { ThingName: { template: '<%= thing.name %>', sink: 'thing-name' } },
    verifiers: { factory },
    onOutcome,
  })
