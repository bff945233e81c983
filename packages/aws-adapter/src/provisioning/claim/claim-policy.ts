import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  GetPolicyCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { type Account, compileTemplate, type PolicyDocument, type PolicySpec, quote } from '@thingplan/core'
import { parsePolicyDocument, samePolicyDocument } from '@thingplan/core/policy'
import { AdapterError } from '../../error/adapter-error.js'
import { callAws, callUnless } from '../../error/call-aws.js'
import { CallError } from '../../error/call-error.js'
import type { ClaimCalls, ClaimWithKeysCalls } from './claim-calls.js'

type Client = Pick<ClaimCalls | ClaimWithKeysCalls, 'send'>

export interface ClaimPolicy {
  readonly policyName: string
  readonly document: PolicyDocument
}

/** Fills in the account; whatever else a claim's policy says is the same for all its devices. */
export const claimPolicyOf = (
  { name, document }: PolicySpec,
  { id, region, partition }: Required<Account>,
): ClaimPolicy => {
  const context = { account: { id, region, partition } }
  const source: unknown = typeof document === 'string' ? JSON.parse(document) : document
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return compileTemplate(value).render(context)
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item)]))
  }
  return {
    policyName: compileTemplate(name, { sink: 'policy-name' }).render(context),
    document: parsePolicyDocument(fill(source)),
  }
}

/**
 * The policy exists with this document. CreatePolicy refuses every name that exists, so that what exists is compared.
 *
 * @throws {AdapterError} `adapter-option` where it exists with another document
 */
export const ensureClaimPolicy = async (client: Client, { policyName, document }: ClaimPolicy): Promise<void> => {
  const subject = { field: 'policyName', value: policyName }
  const command = new CreatePolicyCommand({ policyName, policyDocument: JSON.stringify(document) })
  const created = await callUnless('ResourceAlreadyExistsException', 'CreatePolicy', subject, async () => {
    await client.send(command)
    return 'created' as const
  })
  if (created !== undefined) return
  const existing = await callAws('GetPolicy', subject, () => client.send(new GetPolicyCommand({ policyName })))
  if (samePolicyDocument(existing.policyDocument ?? '', document)) return
  throw new AdapterError('adapter-option', `the policy ${quote(policyName)} exists with another document`, {
    ...subject,
    remedy: 'look what it allows; give the claim a policy of another name, or change what exists',
  })
}

/** A claim that was made and is not what it is to be: it is named, so that somebody can delete it. */
const unfinished = (error: unknown, certificateId: string): unknown =>
  error instanceof CallError
    ? new CallError(
        error.operation,
        {
          field: 'certificateId',
          value: certificateId,
          remedy: `delete the certificate, which is INACTIVE, and create another claim; ${error.remedy ?? ''}`,
        },
        error.cause,
      )
    : error

/** Gives a new certificate the policy and activates it, in this order: an active claim always has its policy. */
export const equipClaim = async (
  client: Client,
  { certificateId, certificateArn }: { readonly certificateId: string; readonly certificateArn: string },
  { policyName }: ClaimPolicy,
): Promise<void> => {
  const subject = { field: 'certificateId', value: certificateId }
  try {
    const attach = new AttachPolicyCommand({ policyName, target: certificateArn })
    await callAws('AttachPolicy', subject, () => client.send(attach))
    const activate = new UpdateCertificateCommand({ certificateId, newStatus: 'ACTIVE' })
    await callAws('UpdateCertificate', subject, () => client.send(activate))
  } catch (error) {
    throw unfinished(error, certificateId)
  }
}
