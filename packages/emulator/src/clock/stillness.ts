let ownImmediates = 0

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    ownImmediates += 1
    setImmediate(() => {
      ownImmediates -= 1
      resolve()
    })
  })

/** What the SDK, too, waits for when it looks for its configuration. */
const fileRequests: ReadonlySet<string> = new Set(['FSReqCallback', 'FSReqPromise'])

const isBusy = (): boolean => {
  let immediates = 0
  for (const resource of process.getActiveResourcesInfo()) {
    if (fileRequests.has(resource)) return true
    if (resource === 'Immediate') immediates += 1
  }
  return immediates > ownImmediates
}

/**
 * Resolves when everything is done that needs no more than promises, `process.nextTick`, `setImmediate` and the file system.
 *
 * A turn of the event loop empties the queues of promises and ticks; turns go on while an immediate or a file is waited for.
 * Other clocks that wait for stillness do not count, or two of them would wait for each other.
 */
export const stillness = async (): Promise<void> => {
  do await nextTurn()
  while (isBusy())
}
