import { getConnInfo } from '@hono/node-server/conninfo'
import type { VendingHandler } from '@thingplan/aws-adapter/vending'
import { Hono } from 'hono'

/**
 * The vending machine as an app of Hono's, on Node.
 *
 * Wrong tokens are counted for the address of the connection. Behind a proxy that is the proxy's: take the address from the header that
 * your proxy overwrites, and from no other.
 */
export const createApp = (handler: VendingHandler): Hono => {
  const app = new Hono()
  app.all('*', (context) => handler.fetch(context.req.raw, getConnInfo(context).remote.address ?? 'unknown'))
  return app
}
