const identifier = /^[A-Za-z_$][\w$]*$/

/** A path as it would be written in a template: dots where they are enough, brackets elsewhere. */
export const writePath = (keys: readonly (string | number)[]): string => {
  let path = ''
  for (const key of keys) {
    if (typeof key === 'number') path += `[${key}]`
    else if (identifier.test(key)) path += path === '' ? key : `.${key}`
    else path += `['${key.replace(/['\\]/g, '\\$&')}']`
  }
  return path
}
