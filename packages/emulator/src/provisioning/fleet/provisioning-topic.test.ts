import { describe, expect, it } from 'vitest'
import { isAnswerTopic, readRequestTopic } from './provisioning-topic.js'

describe('topics of the provisioning API', () => {
  it.each([
    ['$aws/certificates/create/json', { operation: 'create', format: 'json' }],
    ['$aws/certificates/create/cbor', { operation: 'create', format: 'cbor' }],
    ['$aws/certificates/create-from-csr/json', { operation: 'create-from-csr', format: 'json' }],
    [
      '$aws/provisioning-templates/fleet/provision/cbor',
      { operation: 'provision', format: 'cbor', templateName: 'fleet' },
    ],
  ])('%s is a request, and answered below it', (topic, request) => {
    expect(readRequestTopic(topic)).toEqual(request)
    expect(isAnswerTopic(topic)).toBe(false)
    for (const outcome of ['accepted', 'rejected']) {
      expect(isAnswerTopic(`${topic}/${outcome}`)).toBe(true)
      expect(readRequestTopic(`${topic}/${outcome}`)).toBeUndefined()
    }
  })

  it.each([
    '$aws/certificates/create/xml',
    '$aws/certificates/create',
    'aws/certificates/create/json',
    'x/$aws/certificates/create/json',
    '$aws/certificates/create/json/accepted/json',
    '$aws/provisioning-templates/a/b/provision/json',
    '$aws/provisioning-templates//provision/json',
  ])('%s is neither', (topic) => {
    expect(readRequestTopic(topic)).toBeUndefined()
    expect(isAnswerTopic(`${topic}/accepted`)).toBe(false)
  })
})
