/** What is known about a condition. Neither answer of an unknown one may be relied on. */
export type Truth = 'true' | 'false' | 'unknown'

export const truthOf = (value: boolean | undefined): Truth => {
  if (value === undefined) return 'unknown'
  return value ? 'true' : 'false'
}

export const not = (truth: Truth): Truth => {
  if (truth === 'unknown') return 'unknown'
  return truthOf(truth === 'false')
}

export const every = <Item>(items: readonly Item[], test: (item: Item) => Truth): Truth => {
  let all: Truth = 'true'
  for (const item of items) {
    const truth = test(item)
    if (truth === 'false') return 'false'
    if (truth === 'unknown') all = 'unknown'
  }
  return all
}

export const some = <Item>(items: readonly Item[], test: (item: Item) => Truth): Truth =>
  not(every(items, (item) => not(test(item))))
