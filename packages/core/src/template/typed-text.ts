/** A type that no text has; the compiler shows its message where the text was written. */
export interface TemplateProblem<Message extends string> {
  readonly templateProblem: Message
}

type Blank = ' ' | '\n' | '\r' | '\t'

/** Text without the blanks around it. */
export type Trimmed<Text extends string> = Text extends `${Blank}${infer Rest}`
  ? Trimmed<Rest>
  : Text extends `${infer Rest}${Blank}`
    ? Trimmed<Rest>
    : Text
