/** Something that a check makes in the account, named before it is made. */
export type Resource =
  | { readonly kind: 'certificate' | 'ca-certificate'; readonly id: string }
  | { readonly kind: 'billing-group' | 'policy' | 'template' | 'thing' | 'thing-group'; readonly name: string }

type Named = Extract<Resource, { readonly name: string }>
type Identified = Extract<Resource, { readonly id: string }>

const named: readonly Named['kind'][] = ['billing-group', 'policy', 'template', 'thing', 'thing-group']
const identified: readonly Identified['kind'][] = ['certificate', 'ca-certificate']

/** A line of a ledger; `undefined` for one that was cut off when the program died. */
export const parseResource = (line: string): Resource | undefined => {
  try {
    const fields = new Map<string, unknown>(Object.entries(Object(JSON.parse(line))))
    const [id, name] = [fields.get('id'), fields.get('name')]
    const withName = named.find((kind) => kind === fields.get('kind'))
    if (withName !== undefined && typeof name === 'string') return { kind: withName, name }
    const withId = identified.find((kind) => kind === fields.get('kind'))
    return withId !== undefined && typeof id === 'string' ? { kind: withId, id } : undefined
  } catch {
    return undefined
  }
}

export const labelOf = (resource: Resource): string =>
  `${resource.kind} ${'id' in resource ? resource.id : resource.name}`
