import { expect, it } from 'vitest'
import { preparePolicies } from '../evaluate/prepare-policies.js'
import { arnRootOf } from './arn-root.js'

const rootOf = (...resources: string[]): string | undefined =>
  arnRootOf(
    {},
    preparePolicies([
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource: resources }] },
    ]),
  )
const example = 'arn:aws:iot:us-east-1:123456789012:'

it.each<[resources: string[], root: string | undefined]>([
  [['*'], example],
  [['arn:aws:iot:*'], example],
  [['arn:aws:iot:*:*:topic/a'], example],
  [['arn:aws-cn:iot:cn-north-1:210987654321:topic/a', '*'], 'arn:aws-cn:iot:cn-north-1:210987654321:'],
  [['arn:aws:iot:eu-central-1:*:topic/a'], 'arn:aws:iot:eu-central-1:123456789012:'],
  [['arn:aws:iot:*:210987654321:topic/a'], 'arn:aws:iot:us-east-1:210987654321:'],
  [['arn:aws-cn:iot:*:*:topic/a'], 'arn:aws-cn:iot:us-east-1:123456789012:'],
  [['arn:*:iot:eu-west-1:*:topic/${iot:ClientId}'], 'arn:aws:iot:eu-west-1:123456789012:'],
  [['arn:aws:iot:eu-west-1:*:topic/a', 'arn:aws:iot:*:210987654321:topic/a'], 'arn:aws:iot:eu-west-1:210987654321:'],
  [['arn:aws:greengrass:eu-west-1:210987654321:components:a'], example],
  [['topic/a'], example],
  [['xyz:aws:iot:eu-west-1:210987654321:topic/a'], example],
  [['arn:aws:iot:us-east-1:${aws:username}:topic/a'], example],
  [['arn:${aws:username}:iot:eu-west-1:210987654321:topic/a'], 'arn:aws:iot:eu-west-1:210987654321:'],
  [['arn*'], example],
  [['arn:aws:iot:**:*:topic/a'], example],
  [['ax*:b:c'], example],
  [['arn:aws:iot:us-east-1:123456789012:clients'], example],
  [['arn:aws:iot:us-east-1:123456789012:a:b/c'], example],
  [['arn:*:topic/a'], example],
  [['arn:aws:iot:*:topic/a:b'], example],
  [['*/topic/a', 'topic/*:b'], example],
  [['arn:aws:iot:us-east-1:123456789012:topic/a:b:*'], example],
  [['arn:aws:iot:eu-west-1:*:topic/a', 'arn:aws:iot:eu-central-1:*:topic/a'], undefined],
  [['arn:aws:iot:eu-*:210987654321:topic/a'], undefined],
  [['arn:aws:iot:eu-central-?:210987654321:topic/a'], undefined],
  [['arn:aws:iot:eu-central-1:21098*:topic/a'], undefined],
  [['arn:aws:iot:${aws:username}-1:210987654321:topic/a'], undefined],
  [['arn:aws:iot:eu-*'], undefined],
  [['arn:*:iot:eu-*:210987654321:topic/a'], undefined],
  [['arn:*:iot:eu-west-1:*:topic/a', 'arn:*:iot:eu-central-1:*:topic/a'], undefined],
  [['arn:*:eu-west-1:*'], undefined],
  [['*:eu-west-1:*'], undefined],
  [['ar?:aws:iot:eu-west-1:210987654321:topic/a'], undefined],
  [['arn:aws-*:iot:eu-central-1:210987654321:topic/a'], undefined],
])('of %j', (resources, root) => {
  expect(rootOf(...resources)).toBe(root)
})
