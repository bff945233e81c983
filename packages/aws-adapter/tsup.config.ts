import { library } from '../../tsup.shared.js'

export default library([
  'src/index.ts',
  'src/audit/index.ts',
  'src/audit/eventbridge/index.ts',
  'src/audit/sqs/index.ts',
  'src/authority/acm-pca/index.ts',
  'src/authority/index.ts',
  'src/authority/kms/index.ts',
  'src/authority/vault/s3/index.ts',
  'src/authority/vault/secrets-manager/index.ts',
  'src/authority/vault/ssm/index.ts',
  'src/bulk/index.ts',
  'src/greengrass/index.ts',
  'src/handlers/certificate-provider/index.ts',
  'src/handlers/rotation/index.ts',
  'src/handlers/vending/index.ts',
  'src/pacing/index.ts',
  'src/provisioning/index.ts',
  'src/shadow/index.ts',
  'src/sources/lambda/index.ts',
  'src/stores/dynamodb/index.ts',
])
