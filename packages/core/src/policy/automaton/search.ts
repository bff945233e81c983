/** One step of a search, with what was read on the way. */
export interface Move<State, Label> {
  readonly to: State
  readonly label: Label
}

export interface SearchSpace<State, Label> {
  readonly start: State
  /** Equal for states from which the same can be reached. */
  key(state: State): string
  /** Takes from the effort what it costs. */
  moves(state: State): Iterable<Move<State, Label>>
  readonly effort: Effort
  isGoal(state: State): boolean
}

/** The labels of a shortest way to a goal, of one step at least; `none`, which is a proof; or that the space is larger than what was searched. */
export type SearchResult<Label> = { readonly way: readonly Label[] } | 'none' | 'too-large'

interface Visit<State, Label> {
  readonly state: State
  readonly label?: Label
  readonly from?: Visit<State, Label>
}

const wayTo = <State, Label>(last: Visit<State, Label>): readonly Label[] => {
  const way: Label[] = []
  for (let visit: Visit<State, Label> | undefined = last; visit !== undefined; visit = visit.from) {
    if (visit.label !== undefined) way.push(visit.label)
  }
  return way.reverse()
}

/** States that are searched at most: policies of 2048 characters stay far below. */
const mostStates = 50_000

/** What searches may still spend, together, on steps of automata; each counts down what it takes. */
export interface Effort {
  left: number
}

/** Some seconds; proofs about ten policies of 2048 characters take a tenth of it. */
const mostEffort = 10_000_000

export const fullEffort = (): Effort => ({ left: mostEffort })

/** Breadth first, so that what is found is among the shortest. */
export const search = <State, Label>(space: SearchSpace<State, Label>): SearchResult<Label> => {
  const { start, key, moves, isGoal, effort } = space
  const seen = new Set([key(start)])
  const visits: Visit<State, Label>[] = [{ state: start }]
  for (const visit of visits) {
    if (effort.left <= 0) return 'too-large'
    for (const { to, label } of moves(visit.state)) {
      if (isGoal(to)) return { way: [...wayTo(visit), label] }
      const name = key(to)
      if (seen.has(name)) continue
      if (seen.size >= mostStates) return 'too-large'
      seen.add(name)
      visits.push({ state: to, label, from: visit })
    }
  }
  return 'none'
}
