import { describe, expect, it } from 'vitest'
import { prefix } from '../fixtures/policy-fixture.js'
import { validatePolicy } from './validate-policy.js'

const Version = '2012-10-17'
const connect = { Effect: 'Allow', Action: 'iot:Connect', Resource: `${prefix}client/a` }
const found = (document: unknown): string[][] => validatePolicy(document).map(({ code, path }) => [code, path])
const remedies = (document: unknown): string[] => validatePolicy(document).map(({ remedy }) => remedy)

describe('actions', () => {
  it.each([
    ['iot:Publsh', 'did you mean `iot:Publish`'],
    ['iot:publish', 'did you mean `iot:Publish`'],
    ['iotdata:Publish', 'did you mean `iot:Publish`'],
    ['iot-data-gateway:Publish', 'did you mean `iot:Publish`'],
    ['iot:UpdateThingShadows', 'did you mean `iot:UpdateThingShadow`'],
    ['iot:RetainedPublish', 'did you mean `iot:RetainPublish`'],
    ['greengrass:GetComponentVersionArtefact', 'did you mean `greengrass:GetComponentVersionArtifact`'],
    ['iot:Xyz*', 'use an action of AWS IoT device policies'],
    ['s3:GetObject', 'use an action of AWS IoT device policies'],
  ])('%s', (action, remedy) => {
    const document = { Version, Statement: [{ ...connect, Action: action }] }
    expect(found(document)).toEqual([['action-unknown', 'Statement[0].Action']])
    expect(remedies(document)).toEqual([remedy])
  })

  it.each(['*', 'iot:*', 'iot:Conn*', 'greengrass:*'])('%s is one', (action) => {
    expect(found({ Version, Statement: [{ ...connect, Action: action, Resource: '*' }] })).toEqual([])
  })
})
