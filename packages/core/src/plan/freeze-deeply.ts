/** Freezes plain data all the way down. What is frozen already counts as deeply frozen: a shared document is walked once. */
export const freezeDeeply = <Data>(data: Data): Data => {
  if (typeof data !== 'object' || data === null || Object.isFrozen(data)) return data
  Object.freeze(data)
  for (const part of Object.values(data)) freezeDeeply(part)
  return data
}
