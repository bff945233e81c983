/** One thing that can be said on the command line. */
export interface Flag {
  readonly short?: string
  /** What stands for its value in the help; without it the flag means yes, and `--no-…` no. */
  readonly value?: string
  readonly about: string
}

/** Flags by their long names. */
export type Flags = Readonly<Record<string, Flag>>

/** What was said: text for a flag with a value, yes or no for one without, nothing for one that was left out. */
export type FlagValues<Known extends Flags> = {
  readonly [Name in keyof Known]?: (Known[Name] extends { readonly value: string } ? string : boolean) | undefined
}
