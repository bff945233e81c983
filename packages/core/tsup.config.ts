import { library } from '../../tsup.shared.js'

export default library([
  'src/index.ts',
  'src/audit/index.ts',
  'src/capacity/index.ts',
  'src/policy/index.ts',
  'src/provisioning/index.ts',
  'src/lifecycle/index.ts',
  'src/testing/index.ts',
  'src/javascript-template/index.ts',
])
