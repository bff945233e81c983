import type { TemplateContext } from '../template/template.js'
import { isPlainObject } from './parse/is-plain-object.js'

interface AccountValues {
  readonly id: unknown
  readonly region: unknown
  readonly partition: unknown
}

const accountValues = ({ account }: TemplateContext): AccountValues => {
  const { id, region, partition }: Readonly<Record<string, unknown>> = isPlainObject(account) ? account : {}
  return { id, region, partition }
}

/**
 * The same function, which answers again what it answered last while the account's values stay the same.
 *
 * Only for functions that read nothing else of the context: then remembering cannot be observed, except in time. One
 * answer is kept, because a process registers devices of one account.
 */
export const rememberByAccount = <Value>(
  render: (context: TemplateContext) => Value,
): ((context: TemplateContext) => Value) => {
  let last: (AccountValues & { readonly value: Value }) | undefined
  return (context) => {
    const { id, region, partition } = accountValues(context)
    if (last && last.id === id && last.region === region && last.partition === partition) return last.value
    const value = render(context)
    last = { id, region, partition, value }
    return value
  }
}
