import type { FunctionName } from './expression/functions.js'
import type { TemplateVariables } from './registration-variables.js'
import type { CheckedPath } from './typed-path.js'
import type { TemplateProblem, Trimmed } from './typed-text.js'

/** A word up to the next sign between operands. */
type Word<Text extends string> = Before<Before<Before<Text, '('>, ','>, ')'>

type Before<Text extends string, Sign extends string> = Text extends `${infer Head}${Sign}${string}` ? Head : Text

/** What follows a string; with an escape in it, its end is known at run time only. */
type AfterString<Content extends string, Rest extends string> = Content extends `${string}\\${string}`
  ? 'unsure'
  : CheckedExpression<Trimmed<Rest>>

type CheckedCall<Name extends string, Rest extends string> = Name extends FunctionName
  ? CheckedExpression<Trimmed<Rest>>
  : Name extends `${string}.${string}`
    ? TemplateProblem<`a method cannot be called: \`${Name}\``>
    : TemplateProblem<`unknown function \`${Name}\``>

type CheckedOperand<Operand extends string, Rest extends string> = Operand extends `${number}`
  ? CheckedExpression<Trimmed<Rest>>
  : CheckedPath<Operand> extends TemplateProblem<infer Message>
    ? TemplateProblem<Message>
    : CheckedExpression<Trimmed<Rest>>

/** Reads an expression from left to right; brackets and their number are left to the run time. */
type CheckedExpression<Text extends string> = Text extends ''
  ? 'fine'
  : Text extends `'${infer Content}'${infer Rest}` | `"${infer Content}"${infer Rest}`
    ? AfterString<Content, Rest>
    : Text extends `'${string}` | `"${string}`
      ? 'unsure'
      : Text extends `${'(' | ')' | ','}${infer Rest}`
        ? CheckedExpression<Trimmed<Rest>>
        : Text extends `${Word<Text>}(${infer Rest}`
          ? CheckedCall<Trimmed<Word<Text>>, Rest>
          : Text extends `${Word<Text>}${infer Rest}`
            ? CheckedOperand<Trimmed<Word<Text>>, Rest>
            : 'unsure'

type CheckedTag<Tag extends string> = Tag extends `=${infer Expression}`
  ? CheckedExpression<Trimmed<Expression>>
  : TemplateProblem<`only <%= … %> is allowed, not <%${Tag}%>`>

type CheckedTags<Text extends string> = Text extends `${string}<%${infer Tag}%>${infer Rest}`
  ? CheckedTag<Trimmed<Tag>> extends infer Verdict
    ? Verdict extends 'fine'
      ? CheckedTags<Rest>
      : Verdict extends TemplateProblem<string>
        ? Verdict
        : unknown
    : never
  : unknown

/**
 * `unknown` for text whose tags read what is there, and for text that is known at run time only; else a type that no
 * text has and whose name says what is wrong. It is intersected with the type of the parameter.
 */
export type CheckedTemplate<Text extends string, Variables extends TemplateVariables = 'registration'> = [
  Variables,
] extends ['registration']
  ? CheckedTags<Text>
  : unknown
