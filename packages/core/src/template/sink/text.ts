import { quote } from '../../error/quote.js'
import type { Sink } from './sink.js'

const unprintable = /[\p{Cc}\p{Cs}]/u

/** Text for people and for places that check for themselves. */
export const textSink: Sink = {
  name: 'text',
  remedy: 'issue certificates without control characters',
  refuseValue: (value) => {
    const found = unprintable.exec(value)
    return found === null ? undefined : `contains ${quote(found[0])}, which is no character of text`
  },
  refuseText: () => undefined,
}
