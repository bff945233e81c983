import { compileTemplate } from '../../template/compile-template.js'
import type { SinkName } from '../../template/sink/sink.js'
import type { Template } from '../../template/template.js'
import { compilePart } from './compile-part.js'
import type { Reader } from './reader.js'

/** A template of text for a place; `registration-profile` for what is none. */
export const templateFor =
  (sink: SinkName): Reader<string, Template> =>
  (text, field) =>
    compilePart(field, () => compileTemplate(text, { sink }))
