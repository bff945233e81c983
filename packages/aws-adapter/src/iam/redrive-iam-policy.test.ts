import { describe, expect, it } from 'vitest'
import { confine } from '../fixtures/confine.js'
import { account } from '../fixtures/emulated-account.js'
import { type Kind, registration, strand, verifiers } from '../fixtures/stranded-fleet.js'
import { redrivePending } from '../redrive/redrive-pending.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { redriveIamPolicy } from './redrive-iam-policy.js'
import { requiredIamPolicy } from './required-iam-policy.js'

const where = { partition: 'aws', region: account.region, accountId: account.id } as const
const policy = redriveIamPolicy(registration, where)

/** Runs a fleet again with a client that may do what a policy allows. */
const runWith = async (allowed: IamPolicyDocument, kinds: readonly Kind[]) => {
  const fleet = await strand(1, kinds)
  const { confined: client, denied, used } = confine(fleet.account.emulator.client, allowed)
  const { causes, counts } = await redrivePending({
    registration,
    client,
    verifiers,
    caCertificateIds: [fleet.account.caCertificateId],
    clock: fleet.now,
    sleep: async () => {},
  })
  return { causes, counts, denied, used }
}

const actionsOf = ({ Statement }: IamPolicyDocument): ReadonlySet<string> =>
  new Set(Statement.flatMap(({ Action }) => Action))

describe('redrivePending that may do what redriveIamPolicy allows, and nothing else', () => {
  it('registers what it can, and explains the rest', async () => {
    const { causes, counts, denied } = await runWith(policy, ['fine', 'interrupted', 'asking', 'unknown'])
    expect(denied).toEqual([])
    expect(counts).toMatchObject({ registered: 2, undecided: 1, refused: 1 })
    expect(causes).toEqual({ undecided: 1, refused: 1 })
  })

  it('cannot even list certificates with the policy of the handler', async () => {
    await expect(runWith(requiredIamPolicy(registration, where), ['fine'])).rejects.toMatchObject({
      awsError: 'AccessDeniedException',
    })
  })

  it('may read more than the handler, and change nothing more', () => {
    const ofHandler = actionsOf(requiredIamPolicy(registration, where))
    const more = [...actionsOf(policy)].filter((action) => !ofHandler.has(action))
    expect(more).toContain('iot:ListCertificatesByCA')
    for (const action of more) expect(action).toMatch(/^iot:(?:List|Describe)/)
  })
})

it.each([
  ['an account that is none', { ...where, accountId: '*' }, 'accountId'],
  ['a key that does not exist', { ...where, caCertificateIds: [] }, 'caCertificateIds'],
])('refuses %s', (_what, options, field) => {
  expect(() => redriveIamPolicy(registration, options)).toThrow(
    expect.objectContaining({ code: 'adapter-option', field }),
  )
})
