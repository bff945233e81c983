import { library } from '../../tsup.shared.js'

export default library([
  'src/index.ts',
  'src/bulk/index.ts',
  'src/greengrass/index.ts',
  'src/handlers/certificate-provider/index.ts',
  'src/provisioning/index.ts',
  'src/sources/lambda/index.ts',
  'src/stores/dynamodb/index.ts',
])
