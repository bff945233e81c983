/** Tells of an access, and ends the demonstration where it did not go as it must. */
export const verify = (isAsItMust: boolean, say: (sentence: string) => void, sentence: string): void => {
  if (!isAsItMust) throw new Error(`this should have happened, and did not: ${sentence}`)
  say(sentence)
}
