import { createContext, runInContext } from 'node:vm'

/** What runtimes add to the language; pure code gets along without any of it. */
const hostGlobals = [
  'AbortController',
  'AbortSignal',
  'Blob',
  'Buffer',
  'Bun',
  'Deno',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'atob',
  'btoa',
  'clearTimeout',
  'console',
  'crypto',
  'document',
  'fetch',
  'localStorage',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'require',
  'self',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'structuredClone',
  'window',
]

/** Makes the clock and chance tell when they are asked; a date of given time is no clock. */
const trapClockAndChance = `
  const { random } = Math
  Math.random = () => { touched.push('Math.random'); return random() }
  globalThis.Date = new Proxy(Date, {
    construct(target, parameters, constructor) {
      if (parameters.length === 0) touched.push('new Date()')
      return Reflect.construct(target, parameters, constructor)
    },
    apply() { touched.push('Date()'); return '' },
    get(target, key) {
      if (key === 'now') touched.push('Date.now')
      return Reflect.get(target, key)
    },
  })
`

/** The built-ins and everything that hangs on them, as text; differs when somebody adds, removes or replaces a property. */
const describeLanguage = `
  Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'entry' && name !== 'globalThis').sort().map((name) => {
    const { value } = Object.getOwnPropertyDescriptor(globalThis, name)
    if (typeof value !== 'function' && typeof value !== 'object' || value === null) return name
    const own = (object) => object ? Reflect.ownKeys(object).map(String).sort().join() : ''
    return name + ': ' + own(value) + ' / ' + own(value.prototype)
  }).join('\\n')
`

export interface BareRealm {
  /** Runs a script; what it declares stays. The value of its last expression comes back. */
  run(code: string): unknown
  /** The host globals, clocks and sources of chance that scripts asked for so far. */
  readonly touched: readonly string[]
  /** The language's own objects and their properties, as text. */
  describe(): unknown
}

/** A realm with the language and nothing else: no host, no code from strings, and traps where pure code has no business. */
export const createBareRealm = (): BareRealm => {
  const touched: string[] = []
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } })
  Object.defineProperty(context, 'touched', { value: touched })
  for (const name of hostGlobals) {
    Object.defineProperty(context, name, {
      configurable: true,
      get: () => {
        touched.push(name)
        return undefined
      },
    })
  }
  runInContext(trapClockAndChance, context)
  return {
    run: (code) => runInContext(code, context),
    touched,
    describe: () => runInContext(describeLanguage, context),
  }
}
