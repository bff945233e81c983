import { type Certificate, decide, defineRegistration, type Plan, type Registration } from '@thingplan/core'
import { toJitpTemplate } from '@thingplan/core/provisioning'
import type { Snapshot } from '@thingplan/emulator'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { account, emulateAccount } from '../fixtures/emulated-account.js'
import { anyExpressibleSpec, anySubject } from '../fixtures/expressible-registrations.js'
import { byConnection, byDecision, byPlan, furnish, furnishPolicies } from '../fixtures/ways-to-register.js'

/** The registry with policies by their documents: AWS names those of templates by a hash. */
const stateOf = ({ certificates, policies, caCertificates: _, ...others }: Snapshot): unknown => {
  const documents = new Map(Object.entries(policies).map(([name, policy]) => [name, JSON.stringify(policy)]))
  return {
    ...others,
    policies: [...documents.values()].sort(),
    certificates: JSON.parse(JSON.stringify(certificates), (key, value) =>
      key === 'policies' ? value.map((name: string) => documents.get(name)).sort() : value,
    ),
  }
}

const plansOf = (registration: Registration, certificates: readonly Certificate[]): readonly Plan[] =>
  certificates.flatMap((certificate) => {
    const decision = decide(registration, { certificate, account, now: new Date('2026-06-01T00:00:00Z') })
    return decision.verdict === 'accept' ? [decision.plan] : []
  })

it('a registration that JITP can express ends in the same account by decision, by plan and by connection', async () => {
  const { issue } = await emulateAccount()
  const devices = fc.array(anySubject, { minLength: 2, maxLength: 3 })
  const references = fc.constantFrom('document', 'name' as const)
  const met = { registered: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(anyExpressibleSpec, devices, references, async (spec, subjects, policies) => {
      const registration = defineRegistration(spec)
      const template = toJitpTemplate(registration, { account, serialNumber: 'subject', policies })
      const certificates = await Promise.all(subjects.map((subject) => issue(subject)))
      const ways = [await byDecision(registration), await byPlan(template), await byConnection(template)]
      for (const { emulated } of ways) {
        for (const plan of plansOf(registration, certificates)) {
          await furnish(emulated, plan)
          if (policies === 'name') await furnishPolicies(emulated, plan)
        }
      }
      for (const certificate of certificates) {
        const [decided = 'refused', ...others] = await Promise.all(ways.map((way) => way.connect(certificate)))
        expect(others).toEqual([decided, decided])
        met[decided] += 1
      }
      const [byOwnDecision, ...states] = ways.map(({ emulated }) => stateOf(emulated.emulator.snapshot()))
      expect(states).toEqual([byOwnDecision, byOwnDecision])
    }),
    { numRuns: 60 },
  )
  expect(met.registered).toBeGreaterThan(20)
  expect(met.refused).toBeGreaterThan(5)
}, 60_000)
