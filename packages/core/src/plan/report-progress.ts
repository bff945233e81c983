import type { ProgressEvent } from './execution.js'

/** Makes a reporter that cannot fail: what the listener throws, now or later, is dropped. */
export const reportTo = (listener: ((event: ProgressEvent) => void) | undefined): ((event: ProgressEvent) => void) => {
  if (listener === undefined) return () => undefined
  return (event) => {
    try {
      const returned: unknown = listener(Object.freeze(event))
      if (returned instanceof Promise) returned.catch(() => undefined)
    } catch {
      // The step has happened whatever a listener makes of it.
    }
  }
}
