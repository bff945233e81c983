import type {
  GetRegistrationCodeCommand,
  GetRegistrationCodeResponse,
  ListTagsForResourceCommand,
  ListTagsForResourceResponse,
  RegisterCACertificateCommand,
  RegisterCACertificateResponse,
  TagResourceCommand,
} from '@aws-sdk/client-iot'
import type { CaCertificateCalls } from '../../provisioning/provisioning-calls.js'
import type { DescribeAuthorityCalls } from './describe-authority.js'

/** The call that shows the tags of a CA. An `IoTClient` fits without a cast. */
export interface AuthorityTagCalls {
  send(command: ListTagsForResourceCommand): Promise<ListTagsForResourceResponse>
}

interface OwnCalls {
  send(command: GetRegistrationCodeCommand): Promise<GetRegistrationCodeResponse>
  send(command: RegisterCACertificateCommand): Promise<RegisterCACertificateResponse>
  send(command: TagResourceCommand): Promise<unknown>
}

/** The calls that registering a CA makes. An `IoTClient` fits without a cast. */
export interface AuthorityRegistrationCalls {
  readonly send: OwnCalls['send'] &
    AuthorityTagCalls['send'] &
    CaCertificateCalls['send'] &
    DescribeAuthorityCalls['send']
}
