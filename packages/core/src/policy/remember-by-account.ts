import { isRecord } from '../template/context-value.js'
import type { TemplateContext } from '../template/template.js'

/**
 * The same function, which answers again what it answered last while the account's values stay the same.
 *
 * Only for functions that read nothing else of the context: then remembering cannot be observed, except in time. One
 * answer is kept, because a process registers devices of one account.
 */
export const rememberByAccount = <Value>(
  render: (context: TemplateContext) => Value,
): ((context: TemplateContext) => Value) => {
  let known: readonly unknown[] = []
  let value: Value | undefined
  return (context) => {
    const { account } = context
    const { id, region, partition }: Readonly<Record<string, unknown>> = isRecord(account) ? account : {}
    if (value === undefined || known[0] !== id || known[1] !== region || known[2] !== partition) {
      value = render(context)
      known = [id, region, partition]
    }
    return value
  }
}
