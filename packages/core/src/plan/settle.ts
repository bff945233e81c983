import { freezeDeeply } from './freeze-deeply.js'
import { isSettled } from './is-settled.js'

/** Plain data that nobody can change any more: what is given where it is that already, else a copy, for which all is read once. */
export const settle = <Data>(data: Data): Data =>
  isSettled(data) ? data : freezeDeeply(JSON.parse(JSON.stringify(data)))
