import type { AttributeType } from '../certificate/attribute-types.js'
import type { registrationVariables } from './registration-variables.js'
import type { TemplateProblem, Trimmed } from './typed-text.js'

type DottedKeys<Path extends string> = Path extends ''
  ? []
  : Path extends `.${infer Rest}`
    ? DottedKeys<Rest>
    : Path extends `${infer Key}.${infer Rest}`
      ? [Trimmed<Key>, ...DottedKeys<Trimmed<Rest>>]
      : [Path]

/** The name in quotes between brackets, or the index as it is written there. */
type BracketKey<Text extends string> = Text extends `'${infer Name}'` | `"${infer Name}"` ? Name : `[${Text}]`

type PathKeys<Path extends string> = Path extends `${infer Head}[${infer Key}]${infer Rest}`
  ? [...DottedKeys<Trimmed<Head>>, BracketKey<Trimmed<Key>>, ...PathKeys<Trimmed<Rest>>]
  : DottedKeys<Path>

type Index = `[${number}]`

type LeadsToValue<Keys extends readonly string[], Variables> = Variables extends 'text'
  ? Keys extends readonly []
    ? true
    : false
  : Variables extends 'name'
    ? Keys extends
        | readonly [AttributeType | `${number}.${string}`]
        | readonly [AttributeType | `${number}.${string}`, Index]
      ? true
      : false
    : Keys extends readonly [infer Key extends keyof Variables, ...infer Rest extends readonly string[]]
      ? LeadsToValue<Rest, Variables[Key]>
      : false

/** Whether a registration has such a path. */
export type CheckedPath<Path extends string> =
  LeadsToValue<PathKeys<Path>, typeof registrationVariables> extends true
    ? 'fine'
    : TemplateProblem<`unknown path \`${Path}\``>
