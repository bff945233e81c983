import { AdapterError } from '../error/adapter-error.js'
import { type HttpCall, longestBody } from './http-call.js'

type Fields = ReadonlyMap<string, unknown>

const fieldsOf = (value: unknown): Fields =>
  new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : [])

const textOf = (fields: Fields, name: string): string => {
  const value = fields.get(name)
  return typeof value === 'string' ? value : ''
}

/** Names of headers come in any case from a REST API, in lower case from the others. */
const headersOf = (fields: Fields): ReadonlyMap<string, string> =>
  new Map(
    [...fieldsOf(fields.get('headers'))].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [],
    ),
  )

const bodyOf = (fields: Fields): string | undefined => {
  const body = textOf(fields, 'body')
  // Base64 has four characters for three octets.
  if (body.length > (longestBody * 4) / 3 + 4) return undefined
  const octets = Buffer.from(body, fields.get('isBase64Encoded') === true ? 'base64' : 'utf8')
  if (octets.length > longestBody) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    return undefined
  }
}

/** An HTTP API puts the stage in front of the path, where the stage has a name. */
const pathOf = (fields: Fields, context: Fields): string => {
  const path = textOf(fields, 'rawPath')
  const stage = `/${textOf(context, 'stage')}`
  return path.startsWith(`${stage}/`) ? path.slice(stage.length) : path
}

/**
 * The request in an event of a REST API (version 1), or of an HTTP API or a function URL (version 2).
 *
 * @throws {AdapterError} `http-event` for what is neither.
 * @see API Gateway Developer Guide, "Input format of a Lambda function for proxy integration"; Lambda Developer Guide, "Function URLs"
 */
export const readGatewayEvent = (event: unknown): HttpCall => {
  const fields = fieldsOf(event)
  const context = fieldsOf(fields.get('requestContext'))
  const http = fieldsOf(context.get('http'))
  const method = (textOf(fields, 'httpMethod') || textOf(http, 'method')).toUpperCase()
  const path = textOf(fields, 'path') || pathOf(fields, context)
  const source = textOf(fieldsOf(context.get('identity')), 'sourceIp') || textOf(http, 'sourceIp')
  if (method === '' || path === '' || source === '') {
    throw new AdapterError('http-event', 'the event is none of API Gateway or a function URL', {
      field: 'event',
      remedy: 'put the function behind a proxy integration of API Gateway, or a function URL',
    })
  }
  const headers = headersOf(fields)
  return {
    method,
    path,
    header: (name) => headers.get(name),
    body: async () => bodyOf(fields),
    source,
    origin: event,
  }
}
