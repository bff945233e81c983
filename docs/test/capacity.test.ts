import { defineRegistration } from '@thingplan/core'
import { estimate, explainEstimate } from '@thingplan/core/capacity'
import { ownTopics } from '@thingplan/templates'
import { expect, it } from 'vitest'
import { read } from './repository.js'

it('the page on capacity shows what explainEstimate prints', () => {
  const sensors = defineRegistration({
    name: 'sensors',
    rules: [],
    profiles: [
      { thing: { name: 'sensor-<%= certificate.attributes.subject.serialNumber %>' }, policies: [ownTopics()] },
    ],
  })
  const printed = explainEstimate(estimate(sensors, { devices: 1_000_000 }))
  expect(/```text\n([\s\S]*?)\n```/.exec(read('docs/capacity.md'))?.[1]).toBe(printed)
})
