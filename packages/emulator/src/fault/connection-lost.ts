/**
 * What the SDK's handler of requests makes of a connection that ends without an answer: Node's error, renamed. The SDK tries
 * again after it.
 */
export const connectionLost = (): Error =>
  Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' })
