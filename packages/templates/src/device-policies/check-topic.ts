import { compileTemplate, isThingplanError, quote, RegistrationError } from '@thingplan/core'

/** What is filled in later: a tag, whose values are checked where a plan is made, and a policy variable. */
const filledIn = /<%=.*?%>|\$\{iot:[\w.]+\}/gs

const remedy = 'give topic levels of text, tags or policy variables, without wildcards'

/** By the rules for values in topics, which allow no wildcard, no reserved topic and no escape. */
const checkLevels = (value: string, rest: string): void => {
  const level = compileTemplate('<%= level %>', { sink: 'topic-segment', variables: 'any' })
  const levels = value.replace(filledIn, 'x').replace(/^\//, '').split('/')
  for (const text of levels) level.render({ level: text })
  compileTemplate(`${value}/${rest}`.replace(filledIn, 'x'), { sink: 'topic-segment' })
}

/**
 * The beginning of a topic, given as an option: levels that are text, tags and policy variables, without wildcards and
 * reserved topics. It may begin with a slash.
 *
 * @param rest what follows it in the longest topic: topics have at most 7 slashes and 256 octets.
 * @throws {RegistrationError} `registration-option`.
 */
export const checkTopic = (option: string, value: unknown, rest: string): string => {
  if (typeof value !== 'string') {
    throw new RegistrationError('registration-option', `${option} takes text`, { field: option, remedy })
  }
  try {
    checkLevels(value, rest)
  } catch (cause) {
    if (!isThingplanError(cause)) throw cause
    const message = `${option} cannot be ${quote(value)}: ${cause.message}`
    throw new RegistrationError('registration-option', message, { field: option, value, remedy, cause })
  }
  return value
}
