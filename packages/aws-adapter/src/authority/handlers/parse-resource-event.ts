import { type AuthorityRequest, badRequest, parseAuthorityRequest } from './parse-authority-request.js'

/** What every answer to CloudFormation has to say. */
export interface ResourceEnvelope {
  /** Pre-signed: as good as a password while it lasts, and therefore in no error. */
  readonly responseUrl: string
  readonly stackId: string
  readonly requestId: string
  readonly logicalResourceId: string
  readonly physicalResourceId: string | undefined
}

/** What CloudFormation asks for. */
export interface ResourceRequest {
  readonly type: 'Create' | 'Update' | 'Delete'
  /** Absent for `Delete`: what is there is known by its id. */
  readonly authority?: AuthorityRequest
  /** Whether a CA that the stack has not registered is taken over. */
  readonly adopt: boolean
}

type Fields = ReadonlyMap<string, unknown>

const recordOf = (value: unknown, field: string): Fields => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badRequest(field, 'an object')
  return new Map<string, unknown>(Object.entries(value))
}

const textOf = (fields: Fields, field: string, longest: number): string => {
  const value = fields.get(field)
  if (typeof value === 'string' && value.length > 0 && value.length <= longest) return value
  throw badRequest(field, `text of at most ${longest} characters`)
}

/** Only HTTPS, and nobody's password: the answer goes where the event says. */
const httpsOf = (fields: Fields): string => {
  const field = 'ResponseURL'
  const given = textOf(fields, field, 8192)
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url?.protocol === 'https:' && url.username === '' && url.password === '') return given
  throw badRequest(field, 'an https URL')
}

/**
 * The part without which nobody can be answered.
 *
 * @throws {AuthorityError} `authority-request`
 * @see AWS CloudFormation User Guide, "Custom resource request objects"
 */
export const parseResourceEnvelope = (event: unknown): ResourceEnvelope => {
  const fields = recordOf(event, 'event')
  const physicalResourceId = fields.get('PhysicalResourceId')
  return {
    responseUrl: httpsOf(fields),
    stackId: textOf(fields, 'StackId', 1024),
    requestId: textOf(fields, 'RequestId', 1024),
    logicalResourceId: textOf(fields, 'LogicalResourceId', 255),
    physicalResourceId: typeof physicalResourceId === 'string' ? physicalResourceId : undefined,
  }
}

/** CloudFormation's own properties of every custom resource. */
const ofEveryResource: readonly string[] = ['ServiceToken', 'ServiceTimeout', 'Adopt']

const inPascalCase = (field: string): string => field.charAt(0).toUpperCase() + field.slice(1)

/**
 * What is asked for.
 *
 * @throws {AuthorityError} `authority-request`
 */
export const parseResourceRequest = (event: unknown): ResourceRequest => {
  const fields = recordOf(event, 'event')
  const type = fields.get('RequestType')
  if (type === 'Delete') return { type, adopt: false }
  if (type !== 'Create' && type !== 'Update') throw badRequest('RequestType', '`Create`, `Update` or `Delete`')
  const properties = recordOf(fields.get('ResourceProperties'), 'ResourceProperties')
  const own = [...properties].filter(([name]) => !ofEveryResource.includes(name))
  const adopt = properties.get('Adopt') ?? 'false'
  if (adopt !== 'true' && adopt !== 'false') throw badRequest('Adopt', '`true` or `false`')
  return { type, authority: parseAuthorityRequest(own, inPascalCase), adopt: adopt === 'true' }
}
