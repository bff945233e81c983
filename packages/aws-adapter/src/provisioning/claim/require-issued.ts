import { AdapterError } from '../../error/adapter-error.js'

/** What every answer with a new certificate has. */
interface Issued {
  readonly certificateId: string
  readonly certificateArn: string
  readonly certificatePem: string
}

/** @throws {AdapterError} `answer-malformed` */
export const requireText = (operation: string, field: string, value: string | undefined): string => {
  if (value !== undefined) return value
  throw new AdapterError('answer-malformed', `${operation} answered without \`${field}\``, { field })
}

/** @throws {AdapterError} `answer-malformed` */
export const requireIssued = (
  operation: string,
  answer: { readonly [Field in keyof Issued]?: string | undefined },
): Issued => ({
  certificateId: requireText(operation, 'certificateId', answer.certificateId),
  certificateArn: requireText(operation, 'certificateArn', answer.certificateArn),
  certificatePem: requireText(operation, 'certificatePem', answer.certificatePem),
})
