/** Rules answer at once. A promise may reject later; unheard, that would end a Node process and the batch with it. */
export const refusePromise = (answer: unknown): void => {
  if (!(answer instanceof Promise)) return
  answer.catch(() => {})
  throw new TypeError('a rule must answer at once, not with a promise')
}
