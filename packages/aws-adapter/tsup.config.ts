import { library } from '../../tsup.shared.js'

export default library(['src/index.ts', 'src/stores/dynamodb/index.ts', 'src/sources/lambda/index.ts'])
