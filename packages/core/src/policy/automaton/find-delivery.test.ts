import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRun } from '../evaluate/glob.js'
import { findDelivery } from './find-delivery.js'
import { globLanguage } from './language.js'

const literal = (text: string) => globLanguage([text])
const below = (text: string) => globLanguage([text, anyRun])

/** MQTT 3.1.1 section 4.7, written down a second time. */
const matches = (filter: string, topic: string): boolean => {
  const filterLevels = filter.split('/')
  const topicLevels = topic.split('/')
  if (topic === '' || (topic.startsWith('$') && /^[+#]/.test(filter))) return false
  for (const [index, level] of filterLevels.entries()) {
    if (level === '#') return true
    const actual = topicLevels[index]
    if (actual === undefined || (level !== '+' && level !== actual)) return false
  }
  return filterLevels.length === topicLevels.length
}

describe('findDelivery', () => {
  it.each([
    ['sport/tennis/player1/#', 'sport/tennis/player1', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', true],
    ['sport/tennis/player1/#', 'sport/tennis/player10', false],
    ['#', 'sport', true],
    ['sport/tennis/+', 'sport/tennis/player1', true],
    ['sport/tennis/+', 'sport/tennis/player1/ranking', false],
    ['sport/+', 'sport', false],
    ['sport/+', 'sport/', true],
    ['+/+', '/finance', true],
    ['/+', '/finance', true],
    ['+', '/finance', false],
    ['+/tennis/#', 'sport/tennis', true],
    ['#', '$SYS/uptime', false],
    ['+/uptime', '$SYS/uptime', false],
    ['$SYS/#', '$SYS/uptime', true],
    ['a//#', 'a/', true],
    ['$share/group/a/+', 'a/b', true],
    ['$share/group/#', '$SYS/uptime', false],
    ['$share//a', 'a', false],
    ['sport+', 'sportx', false],
    ['sport+', 'sport+', false],
    ['sport#', 'sport#', false],
    ['a/#/b', 'a/b', false],
  ])('MQTT 3.1.1 section 4.7: %j matches %j: %s', (filter, topic, matched) => {
    const found = findDelivery(literal(filter), literal(topic))
    expect(found).toEqual(matched ? { example: { filter, topic } } : 'none')
  })

  it('finds the filter that reaches a topic', () => {
    expect(findDelivery(below('device/a'), below('device/b'))).toBe('none')
    expect(findDelivery(below('device/'), below('device/b/'))).toMatchObject({
      example: { topic: expect.stringMatching(/^device\/b\//) },
    })
    expect(findDelivery(below('$share/'), literal('secret'))).toEqual({
      example: { filter: '$share/x/secret', topic: 'secret' },
    })
  })

  it('agrees with MQTT level by level', () => {
    const level = fc.constantFrom('a', 'b', '', '$s')
    const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'))
    const filter = fc
      .tuple(fc.array(fc.oneof(level, fc.constant('+')), { maxLength: 3 }), fc.constantFrom('a', '+', '#', 'b'))
      .map(([levels, last]) => [...levels, last].join('/'))
    fc.assert(
      fc.property(filter, topic, (one, other) => {
        fc.pre(other !== '')
        expect(findDelivery(literal(one), literal(other)) !== 'none').toBe(matches(one, other))
      }),
      { numRuns: 1000 },
    )
  })
})
