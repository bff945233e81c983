import { expect, it } from 'vitest'
import { client, roleAlias, thing, topic, topicFilter } from './resource-arn.js'

it.each([
  [client, 'client/'],
  [topic, 'topic/'],
  [topicFilter, 'topicfilter/'],
  [thing, 'thing/'],
  [roleAlias, 'rolealias/'],
])('%o stands for the ARN of a %s', (arnOf, kind) => {
  const name = '${iot:ClientId}/*'
  expect(arnOf(name)).toBe(`arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:${kind}${name}`)
})
