import { ResourceAlreadyExistsException, ResourceNotFoundException, ThrottlingException } from '@aws-sdk/client-iot'

// The HTTP codes are those of the service model.
export const throttled = (operation: string): ThrottlingException =>
  new ThrottlingException({ message: `Rate exceeded for ${operation}`, $metadata: { httpStatusCode: 400 } })

export const notFound = (what: string): ResourceNotFoundException =>
  new ResourceNotFoundException({ message: `${what} does not exist`, $metadata: { httpStatusCode: 404 } })

export const alreadyExists = (what: string): ResourceAlreadyExistsException =>
  new ResourceAlreadyExistsException({
    message: `${what} exists already with another configuration`,
    resourceId: what,
    $metadata: { httpStatusCode: 409 },
  })
