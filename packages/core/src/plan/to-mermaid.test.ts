import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { planFixture } from '../testing/plan-fixture.js'
import type { Plan } from './plan.js'
import { toMermaid } from './to-mermaid.js'

describe('toMermaid', () => {
  it('draws a box for each step and an arrow for each wait', () => {
    expect(toMermaid(planFixture())).toBe(`flowchart LR
  s1["ensure-thing-type<br/>sensor"]
  s2["ensure-policy<br/>sensor-policy"]
  s3["ensure-thing<br/>sensor-1"]
  s4["attach-policy<br/>sensor-policy"]
  s5["attach-thing<br/>sensor-1"]
  s6["set-certificate-status<br/>ACTIVE"]
  s1 --> s3
  s2 --> s4
  s3 --> s5
  s4 --> s6
  s5 --> s6`)
  })

  it.each([
    ['a quotation mark', '"]\n  evil', '#34;#93;#10;  evil'],
    ['markup', '<img src=x onerror=alert(1)>', '#60;img src#61;x onerror#61;alert#40;1#41;#62;'],
    ['an entity', '#34;', '#35;34#59;'],
    ['a character outside the BMP', '🙂', '#128578;'],
    ['half a surrogate pair', '\ud83d', '#55357;'],
  ])('keeps %s inside its box', (_, name, label) => {
    const text = toMermaid(planFixture({ thingName: name }))
    expect(text).toContain(`["ensure-thing<br/>${label}"]`)
    expect(text.split('\n')).toHaveLength(12)
  })

  it('names the certificate that is registered, and nothing of its PEM', () => {
    const { id, pem } = certificateFixture({ subject: { CN: 'sensor-1' } })
    const plan = planFixture({
      registers: { certificatePem: pem },
      changes: { attributes: { a: 'b' } },
      leaves: 'stock',
    })
    const text = toMermaid(plan)
    for (const box of [
      `register-certificate<br/>${id}`,
      'update-thing<br/>sensor-1',
      'remove-from-thing-group<br/>stock',
    ]) {
      expect(text).toContain(`["${box}"]`)
    }
    expect(text).not.toContain('BEGIN')
  })

  it('is the same text for the same plan', () => {
    expect(toMermaid(planFixture())).toBe(toMermaid(JSON.parse(JSON.stringify(planFixture()))))
  })

  it.each([null, undefined, {}, { steps: [null] }])('refuses %j', (none) => {
    expect(() => toMermaid(none as unknown as Plan)).toThrow(expect.objectContaining({ code: 'plan-malformed' }))
  })
})
