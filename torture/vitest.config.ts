import { availableParallelism } from 'node:os'
import { suite } from '../vitest.shared.js'

/** Files of tests do nothing but work: there is one for each processor at a time. */
export default suite({ maxWorkers: availableParallelism() })
