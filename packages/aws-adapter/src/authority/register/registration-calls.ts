import type {
  ListTagsForResourceCommand,
  ListTagsForResourceResponse,
  RegisterCACertificateCommand,
  RegisterCACertificateResponse,
  TagResourceCommand,
} from '@aws-sdk/client-iot'
import type { CaCertificateCalls } from '../../provisioning/provisioning-calls.js'
import type { DescribeAuthorityCalls } from './describe-authority.js'
import type { RegistrationCodeCalls } from './read-registration-code.js'

/** The call that shows the tags of a CA. An `IoTClient` fits without a cast. */
export interface AuthorityTagCalls {
  send(command: ListTagsForResourceCommand): Promise<ListTagsForResourceResponse>
}

interface OwnCalls {
  send(command: RegisterCACertificateCommand): Promise<RegisterCACertificateResponse>
  send(command: TagResourceCommand): Promise<unknown>
}

/** The calls that registering a CA makes. An `IoTClient` fits without a cast. */
export interface AuthorityRegistrationCalls {
  readonly send: OwnCalls['send'] &
    AuthorityTagCalls['send'] &
    RegistrationCodeCalls['send'] &
    CaCertificateCalls['send'] &
    DescribeAuthorityCalls['send']
}
