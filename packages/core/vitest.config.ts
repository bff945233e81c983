import { suite } from '../../vitest.shared.js'

// Test files of a worker share their modules: loading them anew for each file takes longer than the tests. Whoever mocks a module or
// changes a global needs the isolation, and a package of their own settings.
export default suite({ isolate: false })
