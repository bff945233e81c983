import type { ChildProcess } from 'node:child_process'

/** Everything that a child says until it says what fits. */
export const heard = (child: ChildProcess, wanted: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (wanted.test(text)) resolve(text)
    })
    child.once('exit', () => reject(new Error(`ended without ${wanted}: ${text}`)))
  })
