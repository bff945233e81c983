/** A page of a list of AWS. */
export interface ListPage<Item> {
  readonly items: readonly Item[] | undefined
  readonly next: string | undefined
}

/** All items of a list, of which there are few: a device has a handful of anything. */
export const readPages = async <Item>(
  read: (next: string | undefined) => Promise<ListPage<Item>>,
): Promise<readonly Item[]> => {
  const all: Item[] = []
  let next: string | undefined
  do {
    const page = await read(next)
    all.push(...(page.items ?? []))
    next = page.next
  } while (next !== undefined)
  return all
}
