const own = (value: object, key: string): unknown => ('schema' in value ? Reflect.get(value, key) : undefined)

/**
 * The operation of a command, by its name in the API reference.
 *
 * The SDK's own schema of the command knows it, also where a bundler has shortened the names of classes; in commands that have none it
 * is that of the class.
 */
export const operationName = (command: object): string => {
  const schema = own(command, 'schema')
  const name: unknown = Array.isArray(schema) ? schema[2] : undefined
  return typeof name === 'string' ? name : command.constructor.name.replace(/Command$/, '')
}
