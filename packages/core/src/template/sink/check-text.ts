import { findSink } from './find-sink.js'
import type { SinkName } from './sink.js'

/**
 * Checks text that comes from no template, by the same rules: as a value and as the whole.
 *
 * @returns why the text is refused, to follow it in a sentence (`is empty`); `undefined` where it is fine.
 */
export const checkText = (sink: SinkName, text: string): string | undefined => {
  const found = findSink(sink)
  if (found === undefined) return 'has no place to go to'
  return found.refuseValue(text) ?? found.refuseText(text)
}
