import { S3Client } from '@aws-sdk/client-s3'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SSMClient } from '@aws-sdk/client-ssm'
import type { S3Calls } from './s3/s3-calls.js'
import type { SecretsManagerCalls } from './secrets-manager/secrets-manager-calls.js'
import type { SsmCalls } from './ssm/ssm-calls.js'

const accepts = <Calls>(_client: Calls): void => {}

accepts<S3Calls>(new S3Client({ region: 'eu-central-1' }))
accepts<SecretsManagerCalls>(new SecretsManagerClient({ region: 'eu-central-1' }))
accepts<SsmCalls>(new SSMClient({ region: 'eu-central-1' }))
// @ts-expect-error the calls are those of another service
accepts<SsmCalls>(new S3Client({ region: 'eu-central-1' }))
