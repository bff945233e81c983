/** MQTT 3.1.1 section 4.7: `+` stands for one level, `#` for all that follow; neither first for a topic with `$`. */
export const matchesTopicFilter = (topicFilter: string, topic: string): boolean => {
  const filter = topicFilter.split('/')
  const levels = topic.split('/')
  if (topic.startsWith('$') && (filter[0] === '+' || filter[0] === '#')) return false
  const rest = filter.indexOf('#')
  const compared = rest === -1 ? filter : filter.slice(0, rest)
  if (rest === -1 ? levels.length !== filter.length : levels.length < compared.length) return false
  return compared.every((level, index) => level === '+' || level === levels[index])
}

/** MQTT 3.1.1 sections 4.7.1 and 4.7.3: a wildcard has its level to itself, and `#` is the last one. */
export const isTopicFilter = (text: string): boolean =>
  text !== '' && /^(?:\+|[^+#\0/]*)(?:\/(?:\+|[^+#\0/]*))*$/.test(text.replace(/(^|\/)#$/, '$1'))
