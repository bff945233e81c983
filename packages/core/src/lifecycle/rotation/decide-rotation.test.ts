import { describe, expect, it } from 'vitest'
import { checkPlan } from '../../plan/check-plan.js'
import { isSettled } from '../../plan/is-settled.js'
import { decideRotation } from './decide-rotation.js'
import { defineRotation } from './define-rotation.js'
import {
  acknowledgement,
  certificateOf,
  device,
  factsOf,
  first,
  hour,
  job,
  keyHashOf,
  policyName,
  recordIn,
  registered,
  request,
  second,
  start,
  thingName,
  vendor,
} from './fixtures/rotation-scene.js'
import { parseRotationRecord } from './parse-rotation-record.js'
import type { RotationFacts } from './rotation-facts.js'
import type { RotationMessage } from './rotation-message.js'
import type { RotationState } from './rotation-state.js'

const stranger = 'ab'.repeat(32)
const late = { now: new Date(start + hour) }
const carriedOut = (state: RotationState): RotationMessage => ({
  kind: 'carried-out',
  ofVersion: recordIn(state).version,
})
const issued = (certificate = first): RotationMessage => ({
  kind: 'issued',
  ofVersion: recordIn('issuing').version,
  certificate,
})
const copying = defineRotation({ name: 'sensors', issuerCopiesSubject: true })
const ofKey = (certificate = first, subjectDer?: string): Partial<RotationFacts> => ({
  request: { keyHash: keyHashOf(certificate), ...(subjectDer === undefined ? undefined : { subjectDer }) },
})

type Row = readonly [RotationState, string, RotationMessage, string, Partial<RotationFacts>?]

const refused: readonly Row[] = [
  [
    'offered',
    'a request over the certificate of a stranger',
    { ...Object(request), principal: stranger },
    'principal-foreign',
  ],
  ['offered', 'a request on the topic of another device', { ...Object(request), device: '9999' }, 'topic-foreign'],
  ['registered', 'a request before an offer', request, 'rotation-not-offered'],
  ['offered', 'a request after the deadline', request, 'job-over', late],
  ['offered', 'a request for the old key', request, 'key-reused', ofKey(vendor)],
  ['offered', 'a request that cannot be read', request, 'request-unreadable', { request: { unreadable: 'no CSR' } }],
  [
    'offered',
    'a request without the nonce',
    request,
    'nonce-differs',
    { rotation: defineRotation({ name: 'n', nonce: 'required' }) },
  ],
  ['offered', 'a request with a wrong nonce', { ...Object(request), nonce: 'x'.repeat(16) }, 'nonce-differs'],
  [
    'offered',
    'a subject that nobody has encoded, for an issuer that copies it',
    request,
    'subject-differs',
    { rotation: copying },
  ],
  [
    'offered',
    'another subject than ours, for an issuer that copies it',
    request,
    'subject-differs',
    { rotation: copying, subject: { entries: [['CN', device]], der: '3000' }, ...ofKey(first, '30ff') },
  ],
  ['issuing', 'a request for another key', request, 'request-differs', ofKey(second)],
  ['issuing', 'the same request while a worker has the lease', request, 'issue-under-way'],
  ['issuing', 'to take over while a worker has the lease', { kind: 'resume' }, 'issue-under-way'],
  ['proving', 'a request for another key', request, 'request-differs', ofKey(second)],
  ['completed', 'another request', request, 'rotation-completed', ofKey(second)],
  ['rolled-back', 'a request', request, 'rotation-rolled-back'],
  ['closed', 'a request', request, 'device-closed'],
  [
    'proving',
    'an acknowledgement over the old certificate',
    { ...Object(acknowledgement), principal: vendor.id },
    'acknowledged-over-another',
  ],
  [
    'proving',
    'an acknowledgement of another certificate',
    { ...Object(acknowledgement), certificateId: stranger },
    'certificate-differs',
  ],
  [
    'proving',
    'an acknowledgement by a stranger',
    { ...Object(acknowledgement), principal: stranger },
    'principal-foreign',
  ],
  ['preparing', 'an acknowledgement before anything was sent', acknowledgement, 'out-of-order'],
  ['rolling-back', 'an acknowledgement', acknowledgement, 'rotation-rolled-back'],
  ['rolled-back', 'an acknowledgement', acknowledgement, 'rotation-rolled-back'],
  ['issuing', 'a certificate for another key', issued(second), 'issued-key-differs'],
  [
    'issuing',
    'a certificate with a subject of the CSR',
    issued(),
    'issued-subject-differs',
    { subject: { entries: [['CN', 'another']] } },
  ],
  [
    'issuing',
    'a certificate that is not valid yet',
    issued(certificateOf('EC-P384', '09', { notBefore: new Date(start + 1000) })),
    'issued-not-valid',
  ],
  ['issuing', 'a certificate after the deadline', issued(), 'job-over', late],
  ['issuing', 'a certificate of an earlier version', { ...Object(issued()), ofVersion: 1 }, 'out-of-order'],
  ['preparing', 'a report about an earlier plan', { kind: 'carried-out', ofVersion: 1 }, 'out-of-order'],
  ['registered', 'another first certificate', { ...Object(registered), certificateId: stranger }, 'certificate-known'],
  ['offered', 'another job', { kind: 'offer', job: job('job-2') }, 'job-open'],
  ['completed', 'the same job again', { kind: 'offer', job: job() }, 'job-repeated'],
  ['registered', 'a job whose deadline has passed', { kind: 'offer', job: job('job-1', start) }, 'deadline-not-ahead'],
  [
    'registered',
    'a job when the certificate has expired',
    { kind: 'offer', job: job('j', 9e12) },
    'current-expired',
    { now: new Date(8e12) },
  ],
]

describe('decideRotation', () => {
  it.each(refused.map(([state, what, message, code, facts = {}]) => ({ state, what, message, code, facts })))(
    '$state: refuses $what',
    ({ state, message, code, facts }) => {
      const record = recordIn(state)
      const outcome = decideRotation(message, record, factsOf(facts))
      expect(outcome.decision).toMatchObject({ verdict: 'refuse', code })
      expect(outcome.record).toBe(record)
      expect([outcome.plan, outcome.effect]).toEqual([undefined, undefined])
    },
  )

  it('forgets with a new job what the last one brought', () => {
    const { record } = decideRotation({ kind: 'offer', job: job('job-2') }, recordIn('completed'), factsOf())
    expect([record?.next, record?.request]).toEqual([undefined, undefined])
    expect(decideRotation(request, record, factsOf(ofKey(second))).decision.code).toBe('principal-not-current')
  })

  it('refuses keys of certificates that were replaced', () => {
    const { record } = decideRotation({ kind: 'offer', job: job('job-2') }, recordIn('completed'), factsOf())
    const asking: RotationMessage = { ...request, principal: first.id } as RotationMessage
    const { decision } = decideRotation(asking, record, factsOf(ofKey(vendor)))
    expect(decision.code).toBe('key-reused')
    expect(decideRotation(asking, record, factsOf(ofKey(second))).decision.code).toBe('request-accepted')
  })

  it('takes a subject that is ours to the byte, for an issuer that copies it', () => {
    const facts = factsOf({ rotation: copying, subject: { entries: [], der: '3000' }, ...ofKey(first, '3000') })
    expect(decideRotation(request, recordIn('offered'), facts).decision.code).toBe('request-accepted')
  })

  it.each([
    ['a stranger', { ...Object(request), principal: stranger }],
    ['another topic', { ...Object(request), device: '9999' }],
  ])('does not answer %s: strangers would talk to the device', (_, message) => {
    expect(decideRotation(message, recordIn('offered'), factsOf()).reply).toBeUndefined()
  })

  it('knows no device without a record', () => {
    expect(decideRotation(request, undefined, factsOf()).decision.code).toBe('device-unknown')
  })

  it('has our subject issued, not that of the request', () => {
    const { effect } = decideRotation(request, recordIn('offered'), factsOf())
    expect(effect).toMatchObject({ effect: 'issue', subject: { entries: [['CN', device]] }, keyHash: keyHashOf(first) })
  })

  it.each([
    ['preparing', request],
    ['proving', request],
    ['completing', request],
    ['completing', acknowledgement],
    ['completed', request],
    ['completed', acknowledgement],
  ] as const)('%s: the same message gets the same again', (state, message) => {
    const record = recordIn(state)
    const once = decideRotation(message, record, factsOf())
    expect(once.decision.verdict).toBe('repeat')
    expect(once.record).toBe(record)
    expect(decideRotation(message, once.record, factsOf())).toEqual(once)
  })

  it('sends the certificate only once it is active, and acknowledges only once the old one is retired', () => {
    const sent = decideRotation(carriedOut('preparing'), recordIn('preparing'), factsOf())
    expect(sent.reply).toEqual({ kind: 'certificate', device, certificateId: first.id, certificatePem: first.pem })
    expect(decideRotation(acknowledgement, recordIn('proving'), factsOf()).reply).toBeUndefined()
    const done = decideRotation(carriedOut('completing'), recordIn('completing'), factsOf())
    expect(done.reply).toEqual({ kind: 'acknowledgement', device, certificateId: first.id })
  })

  it('prepares, completes and rolls back in an order in which the device can always work', () => {
    const ids = (message: RotationMessage, state: RotationState, facts?: Partial<RotationFacts>) => {
      const { plan } = decideRotation(message, recordIn(state), factsOf(facts))
      if (plan === undefined) throw new Error('no plan')
      expect(() => checkPlan(plan)).not.toThrow()
      return plan.steps.map(({ id }) => id)
    }
    expect(ids(issued(), 'issuing')).toEqual([
      `register-certificate:${first.id}`,
      `attach-policy:${policyName}`,
      `attach-thing:${thingName}`,
      `set-certificate-status:${first.id}:ACTIVE`,
    ])
    expect(ids(acknowledgement, 'proving')).toEqual([
      `set-thing-owner:${thingName}`,
      `set-certificate-status:${vendor.id}:REVOKED`,
      `detach-policy:${policyName}:${vendor.id}`,
      `detach-thing:${thingName}:${vendor.id}`,
    ])
    expect(ids({ kind: 'resume' }, 'proving', late)).toEqual([
      `register-certificate:${first.id}`,
      `set-certificate-status:${first.id}:REVOKED`,
      `detach-policy:${policyName}:${first.id}`,
      `detach-thing:${thingName}:${first.id}`,
    ])
  })

  it.each([
    ['is not known', undefined],
    ['is INACTIVE', 'INACTIVE'],
  ] as const)('does not give up the new certificate when the status of the old one %s', (_, currentStatus) => {
    const { currentStatus: _known, ...facts } = factsOf(late)
    const outcome = decideRotation({ kind: 'resume' }, recordIn('proving'), {
      ...facts,
      ...(currentStatus && { currentStatus }),
    })
    expect(outcome.decision.code).toBe('rollback-withheld')
  })

  it.each([['a repetition', request] as const, ['a resumption', { kind: 'resume' } as const] as const])(
    'has another worker issue once the lease is over: by %s',
    (_, message) => {
      const record = recordIn('issuing')
      const { effect: begun } = decideRotation(request, recordIn('offered'), factsOf())
      const taken = decideRotation(message, record, factsOf({ now: new Date(start + 30_000) }))
      expect(taken.decision).toMatchObject({
        verdict: 'advance',
        code: 'issue-taken-over',
        from: 'issuing',
        to: 'issuing',
      })
      expect(taken.record?.issuing).toEqual({ since: start, until: start + 60_000 })
      expect(taken.effect).toEqual({ ...begun, ofVersion: record.version + 1, begunAt: start })
      expect(decideRotation(message, taken.record, factsOf({ now: new Date(start + 59_999) })).decision.code).toBe(
        'issue-under-way',
      )
      // What the worker brings that was too slow is not taken any more.
      expect(decideRotation(issued(), taken.record, factsOf()).decision.code).toBe('out-of-order')
    },
  )

  it('opens no job again whose id was used before, however many came after it', () => {
    let record = recordIn('rolled-back')
    for (const id of ['job-2', 'job-3', 'job-4']) {
      const offered = decideRotation({ kind: 'offer', job: job(id) }, record, factsOf()).record
      record = decideRotation({ kind: 'cancel' }, offered, factsOf()).record ?? record
    }
    expect(record.formerJobs?.map(({ id }) => id)).toEqual(['job-3', 'job-2', 'job-1'])
    expect(record.formerJobs?.at(-1)).toEqual({ id: 'job-1', keyHash: keyHashOf(first), certificateId: first.id })
    for (const id of ['job-1', 'job-2', 'job-3', 'job-4']) {
      expect(decideRotation({ kind: 'offer', job: job(id) }, record, factsOf()).decision.code).toBe('job-repeated')
    }
    expect(parseRotationRecord(JSON.parse(JSON.stringify(record)))).toEqual(record)
  })

  it.each([[[]], [undefined]] as const)(
    'activates nothing without a policy where the current certificate shows none, unless that is what is wanted',
    (policies) => {
      const facts = factsOf({
        currentPolicies: [],
        rotation: defineRotation({ name: 'n', ...(policies && { policies }) }),
      })
      const decide = () => decideRotation(issued(), recordIn('issuing'), facts)
      if (policies === undefined) expect(decide).toThrow(expect.objectContaining({ code: 'policies-not-seen' }))
      else expect(decide().decision.code).toBe('certificate-issued')
    },
  )

  it.each([
    ['completed', vendor],
    ['rolled-back', first],
  ] as const)(
    '%s: detaches once more what hangs on the certificate that was taken out, and is done with it',
    (state, { id }) => {
      const record = recordIn(state)
      const linger = 900_000
      const now = new Date(start + linger)
      const retired = { status: 'REVOKED', policies: ['late'] } as const
      const decide = (facts: Partial<RotationFacts>) => decideRotation({ kind: 'resume' }, record, factsOf(facts))
      expect(record.retired).toEqual([{ certificateId: id, lookAt: start + linger }])
      expect(decide({ now }).decision.code).toBe('out-of-order')
      expect(decide({ now, retired: { ...retired, status: 'ACTIVE' } }).decision.code).toBe('out-of-order')
      expect(decide({ now: new Date(start + linger - 1), retired }).decision.code).toBe('out-of-order')
      const { plan } = decide({ now, retired })
      expect(plan?.steps.map((step) => step.id)).toEqual([
        `detach-policy:late:${id}`,
        `detach-policy:${policyName}:${id}`,
        `detach-thing:${thingName}:${id}`,
      ])
      const done = decideRotation(carriedOut(state), record, factsOf({ now }))
      expect([done.decision.code, done.record?.state, done.record?.retired]).toEqual(['tidied', state, []])
      expect(decideRotation(carriedOut(state), done.record, factsOf({ now })).decision.code).toBe('out-of-order')
      expect(parseRotationRecord(JSON.parse(JSON.stringify(record)))).toEqual(record)
    },
  )

  it('counts a proof that comes after the deadline, as long as nothing was rolled back', () => {
    expect(decideRotation(acknowledgement, recordIn('proving'), factsOf(late)).decision.code).toBe('acknowledged')
  })

  it('leaves a certificate REVOKED that somebody has revoked', () => {
    const { plan } = decideRotation(acknowledgement, recordIn('proving'), factsOf({ currentStatus: 'REVOKED' }))
    expect(plan?.steps.map(({ kind }) => kind)).toEqual(['set-thing-owner', 'detach-policy', 'detach-thing'])
  })

  it('says which facts it lacks', () => {
    const { currentPolicies: _, ...without } = factsOf()
    expect(() => decideRotation(issued(), recordIn('issuing'), without)).toThrow(
      expect.objectContaining({ code: 'facts-malformed', field: 'currentPolicies' }),
    )
    const { request: _request, ...unread } = factsOf()
    expect(() => decideRotation(request, recordIn('offered'), unread)).toThrow(
      expect.objectContaining({ code: 'facts-malformed', field: 'request' }),
    )
  })

  it('returns frozen values, and the same ones for the same', () => {
    const outcome = decideRotation(request, recordIn('offered'), factsOf())
    expect(isSettled({ ...outcome }.record)).toBe(true)
    expect(JSON.stringify(decideRotation(request, recordIn('offered'), factsOf()))).toBe(JSON.stringify(outcome))
  })
})
