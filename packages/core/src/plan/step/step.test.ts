import { describe, expect, it } from 'vitest'
import { addToThingGroup } from './add-to-thing-group.js'
import { attachPolicy } from './attach-policy.js'
import { attachThing } from './attach-thing.js'
import { detachThing } from './detach-thing.js'
import { ensureBillingGroup } from './ensure-billing-group.js'
import { ensurePolicy } from './ensure-policy.js'
import { ensureThing } from './ensure-thing.js'
import { ensureThingGroup } from './ensure-thing-group.js'
import { ensureThingType } from './ensure-thing-type.js'
import { registerCertificate } from './register-certificate.js'
import { removeFromThingGroup } from './remove-from-thing-group.js'
import { setCertificateStatus } from './set-certificate-status.js'
import { setThingOwner } from './set-thing-owner.js'
import type { Step } from './step.js'
import { updateThing } from './update-thing.js'

const certificateId = 'ab'.repeat(32)
const after = ['ensure-policy:p']
const thingName = 'sensor-1'

/** The step that a factory makes, and its text. */
const steps: readonly (readonly [Step, string])[] = [
  [
    ensureThingType({ after: [], searchableAttributes: ['a', 'b'], thingTypeName: 'sensor' }),
    '{"id":"ensure-thing-type:sensor","kind":"ensure-thing-type","thingTypeName":"sensor","searchableAttributes":["a","b"],"after":[]}',
  ],
  [
    ensureThingGroup({ thingGroupName: 'plant', after: [] }),
    '{"id":"ensure-thing-group:plant","kind":"ensure-thing-group","thingGroupName":"plant","after":[]}',
  ],
  [
    ensureBillingGroup({ billingGroupName: 'plant', after: [] }),
    '{"id":"ensure-billing-group:plant","kind":"ensure-billing-group","billingGroupName":"plant","after":[]}',
  ],
  [
    ensureThing({
      after,
      adopt: false,
      ownership: 'stamp',
      certificateId,
      attributes: { b: '1', a: '2' },
      billingGroupName: 'plant',
      thingTypeName: 'sensor',
      thingName,
    }),
    `{"id":"ensure-thing:sensor-1","kind":"ensure-thing","thingName":"sensor-1","thingTypeName":"sensor","billingGroupName":"plant","attributes":{"b":"1","a":"2"},"certificateId":"${certificateId}","ownership":"stamp","adopt":false,"after":["ensure-policy:p"]}`,
  ],
  [
    ensureThing({ thingName, attributes: {}, certificateId, ownership: 'off', adopt: true, after: [] }),
    `{"id":"ensure-thing:sensor-1","kind":"ensure-thing","thingName":"sensor-1","attributes":{},"certificateId":"${certificateId}","ownership":"off","adopt":true,"after":[]}`,
  ],
  [
    setThingOwner({ thingName, from: '1', to: '2', ownership: 'stamp', after: [] }),
    '{"id":"set-thing-owner:sensor-1","kind":"set-thing-owner","thingName":"sensor-1","from":"1","to":"2","ownership":"stamp","after":[]}',
  ],
  [
    ensurePolicy({ policyName: 'p', document: { Version: '2012-10-17', Statement: [] }, scope: 'device', after: [] }),
    '{"id":"ensure-policy:p","kind":"ensure-policy","policyName":"p","document":{"Version":"2012-10-17","Statement":[]},"scope":"device","after":[]}',
  ],
  [
    attachPolicy({ policyName: 'p', certificateId, after }),
    `{"id":"attach-policy:p","kind":"attach-policy","policyName":"p","certificateId":"${certificateId}","after":["ensure-policy:p"]}`,
  ],
  [
    attachThing({ thingName, certificateId, principal: 'exclusive', after: [] }),
    `{"id":"attach-thing:sensor-1","kind":"attach-thing","thingName":"sensor-1","certificateId":"${certificateId}","principal":"exclusive","after":[]}`,
  ],
  [
    detachThing({ thingName, certificateId, after: [] }),
    `{"id":"detach-thing:sensor-1:${certificateId}","kind":"detach-thing","thingName":"sensor-1","certificateId":"${certificateId}","after":[]}`,
  ],
  [
    addToThingGroup({ thingName, thingGroupName: 'plant', after: [] }),
    '{"id":"add-to-thing-group:plant","kind":"add-to-thing-group","thingName":"sensor-1","thingGroupName":"plant","after":[]}',
  ],
  [
    removeFromThingGroup({ thingName, after: [], thingGroupName: 'plant' }),
    '{"id":"remove-from-thing-group:plant","kind":"remove-from-thing-group","thingName":"sensor-1","thingGroupName":"plant","after":[]}',
  ],
  [
    updateThing({ after, attributes: { b: '', a: '2' }, thingTypeName: 'sensor', thingName }),
    '{"id":"update-thing:sensor-1","kind":"update-thing","thingName":"sensor-1","thingTypeName":"sensor","attributes":{"b":"","a":"2"},"after":["ensure-policy:p"]}',
  ],
  [
    updateThing({ thingName, thingTypeName: undefined, attributes: {}, after: [] }),
    '{"id":"update-thing:sensor-1","kind":"update-thing","thingName":"sensor-1","attributes":{},"after":[]}',
  ],
  [
    registerCertificate({ after: [], caCertificatePem: 'ca', certificatePem: 'pem', certificateId }),
    `{"id":"register-certificate:${certificateId}","kind":"register-certificate","certificateId":"${certificateId}","certificatePem":"pem","caCertificatePem":"ca","after":[]}`,
  ],
  [
    registerCertificate({ certificateId, certificatePem: 'pem', caCertificatePem: undefined, after: [] }),
    `{"id":"register-certificate:${certificateId}","kind":"register-certificate","certificateId":"${certificateId}","certificatePem":"pem","after":[]}`,
  ],
  [
    setCertificateStatus({ certificateId, status: 'ACTIVE', expects: ['PENDING_ACTIVATION'], after: [] }),
    `{"id":"set-certificate-status:${certificateId}:ACTIVE","kind":"set-certificate-status","certificateId":"${certificateId}","status":"ACTIVE","expects":["PENDING_ACTIVATION"],"after":[]}`,
  ],
]

const thawed = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (!Object.isFrozen(value) || Object.values(value).some(thawed))

describe.each(steps)('$kind', (step, text) => {
  it('has an id of its content, and keys in one order however it was asked for', () => {
    expect(JSON.stringify(step)).toBe(text)
  })

  it('is frozen all the way down', () => {
    expect(thawed(step)).toBe(false)
  })
})
