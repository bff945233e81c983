import type { SinkName } from './sink.js'
import { sinks } from './sinks.js'

/**
 * Checks text that comes from no template, by the same rules: as a value and as the whole.
 *
 * @returns why the text is refused, to follow it in a sentence (`is empty`); `undefined` where it is fine.
 */
export const checkText = (sink: SinkName, text: string): string | undefined =>
  sinks[sink].refuseValue(text) ?? sinks[sink].refuseWhole?.(text)
