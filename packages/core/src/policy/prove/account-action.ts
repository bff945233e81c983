/**
 * Actions that AWS grants on `*` alone (AWS IoT, `iot-action-resources`): what they reach is the whole account's. The answer to
 * `iot:ListRetainedMessages` names every topic that has a retained message.
 */
const accountActions: ReadonlySet<string> = /* @__PURE__ */ new Set(['iot:ListRetainedMessages'])

export const isAccountAction = (action: string): boolean => accountActions.has(action)

/** What the resource of a request is, where something is done to a path behind the root of ARNs. */
export const resourceFor = (root: string, action: string, path: string): string =>
  isAccountAction(action) ? '*' : `${root}${path}`
