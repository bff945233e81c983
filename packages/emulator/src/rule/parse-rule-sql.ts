import { quote } from '@thingplan/core'
import { isTopicFilter } from '../connection/topic-filter.js'
import { EmulatorError } from '../emulator-error.js'
import type { RuleQuery, Selected } from './rule-query.js'

/** Words, numbers, texts in single quotes, and signs; what else there is becomes a token of its own, which nothing expects. */
const tokenPattern = /[A-Za-z_]\w*|\d+|'[^']*'|\S/g

/** Functions without an argument; `topic` may have one. */
const functions = { principal: 'principal', clientid: 'clientid', timestamp: 'timestamp', topic: 'topic' } as const

const isFunctionName = (name: string): name is keyof typeof functions => Object.hasOwn(functions, name)

/**
 * Reads the part of AWS IoT's SQL that the emulator knows, and refuses the rest (Developer Guide, "AWS IoT SQL reference").
 *
 * @throws {EmulatorError} `emulator-rule-unsupported`
 */
export const parseRuleSql = (sql: string): RuleQuery => {
  const tokens = sql.match(tokenPattern) ?? []
  let position = 0

  const unexpected = (wanted: string): EmulatorError => {
    const found = tokens[position]
    const message = `the rule has ${found === undefined ? 'nothing' : quote(found)} where ${wanted} is expected`
    return new EmulatorError('emulator-rule-unsupported', message, {
      field: 'sql',
      value: sql,
      remedy:
        "select *, or topic(), topic(n), principal(), clientid(), timestamp() and encode(*, 'base64') with AS each, FROM one filter in single quotes, without WHERE",
    })
  }
  const isNext = (text: string): boolean => tokens[position]?.toLowerCase() === text.toLowerCase()
  const take = (pattern: RegExp, wanted: string): string => {
    const token = tokens[position]
    if (token === undefined || !pattern.test(token)) throw unexpected(wanted)
    position += 1
    return token
  }
  const expect = (...texts: readonly string[]): void => {
    for (const text of texts) {
      if (!isNext(text)) throw unexpected(quote(text))
      position += 1
    }
  }
  const name = (): string => {
    expect('AS')
    return take(/^[A-Za-z_]\w*$/, 'a name')
  }

  const parseSelected = (): Selected => {
    if (isNext('*')) {
      position += 1
      return { kind: 'everything' }
    }
    const called = take(/^[A-Za-z_]\w*$/, 'a function').toLowerCase()
    expect('(')
    if (called === 'encode') {
      expect('*', ',', "'base64'", ')')
      return { kind: 'value', of: 'payload-base64', name: name() }
    }
    if (!isFunctionName(called)) {
      position -= 2
      throw unexpected('a function that the emulator knows')
    }
    if (called === 'topic' && !isNext(')')) {
      const level = Number(take(/^[1-9]\d?$/, 'a level of the topic'))
      expect(')')
      return { kind: 'value', of: 'topic-level', level, name: name() }
    }
    expect(')')
    return { kind: 'value', of: functions[called], name: name() }
  }

  expect('SELECT')
  const selection = [parseSelected()]
  while (isNext(',')) {
    position += 1
    selection.push(parseSelected())
  }
  const names = selection.flatMap((selected) => (selected.kind === 'value' ? [selected.name] : ['*']))
  const repeated = names.find((selected, index) => names.indexOf(selected) !== index)
  if (repeated !== undefined) throw unexpected(`another name than ${quote(repeated)}`)
  expect('FROM')
  const topicFilter = take(/^'.*'$/, 'a topic filter in single quotes').slice(1, -1)
  if (!isTopicFilter(topicFilter)) {
    position -= 1
    throw unexpected('a topic filter')
  }
  if (position < tokens.length) throw unexpected('the end')
  return { selection, topicFilter }
}
