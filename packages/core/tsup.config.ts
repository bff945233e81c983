import { library } from '../../tsup.shared.js'

// To find and load them takes Node a third of the time that importing core takes.
const inlined = ['@noble/hashes', 'eta']

export default library(
  [
    'src/index.ts',
    'src/audit/index.ts',
    'src/capacity/index.ts',
    'src/policy/index.ts',
    'src/provisioning/index.ts',
    'src/lifecycle/index.ts',
    'src/testing/index.ts',
    'src/javascript-template/index.ts',
  ],
  inlined,
)
