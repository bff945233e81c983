import { describe, expect, it } from 'vitest'
import { hideTags } from './hide-tags.js'
import { remaindersBehind, resourceLocator } from './resource-locator.js'

describe('resourceLocator', () => {
  it.each([
    ['*', '*'],
    ['**', '*'],
    ['arn:aws:iot:eu-central-1:123456789012:topic/a:b', 'iot:topic/a:b'],
    ['arn:aws-cn:iot:cn-north-1:123456789012:topic/a', 'iot:topic/a'],
    ['arn:aws:iot:*:*:client/*', 'iot:client/*'],
    ['arn:aws:iot:eu-central-1:123456789012:*', 'iot:*'],
    ['arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:client/a', 'iot:client/a'],
    ['arn:aws:iot:eu-central-1:123456789012:topic/***', 'iot:topic/*'],
    ['arn:aws:greengrass:eu-central-1:123456789012:components:a', 'greengrass:components:a'],
  ])('%s', (resource, locator) => {
    expect(resourceLocator(hideTags(resource))).toBe(locator)
  })

  it.each([
    'client/a',
    'arn:aws:iot:eu-central-1:123456789012',
    'arn:aws:iot:eu-central-1:123456789012:',
    'arn:aws:iot:eu-central-1::client/a',
    'arn:aws:iot:eu-central-1:12345:client/a',
    'arn:aws:iot:eu-central-1:ACCOUNT_ID:client/a',
    'arn:amazon:iot:eu-central-1:123456789012:client/a',
    'arn:aws:s3:::bucket/a',
    'arn:aws:sns:eu-central-1:123456789012:a',
    'arn:aws:iot:*',
    '*a',
    '',
  ])('`%s` is none', (resource) => {
    expect(resourceLocator(resource)).toBeUndefined()
  })
})

describe('remaindersBehind', () => {
  it.each([
    ['iot:client/', 'iot:client/a*', ['a*']],
    ['iot:client/', 'iot:client/', ['']],
    ['iot:client/', 'iot:topic/a', []],
    ['iot:topic/', 'iot:topicfilter/a', []],
    ['iot:client/', '*', ['*']],
    ['iot:client/', 'iot:*', ['*']],
    ['iot:topicfilter/', 'iot:topic*', ['*']],
    ['iot:topic/', 'iot:t?pic/a', ['a']],
    ['iot:topic/', 'iot:*/a', ['*/a', 'a']],
    ['iot:topic/', 'iot:topic', []],
    ['iot:topic/', 'iot:**topic/a', ['**topic/a', '*topic/a', 'a']],
  ])('of `%s` in `%s`', (prefix, pattern, remainders) => {
    expect([...remaindersBehind(prefix, pattern)].sort()).toEqual([...remainders].sort())
  })
})
