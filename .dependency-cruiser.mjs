/**
 * The arrows of the house: `npm run check:arrows` follows every import, type imports included, and fails on one that
 * points the wrong way. A new room of core, or a new package, is entered in these tables before anything imports it.
 */

/** Rooms of core, and what each may import besides itself. */
const rooms = {
  error: [],
  json: [],
  certificate: ['error'],
  template: ['error', 'certificate'],
  'javascript-template': ['error', 'certificate', 'template'],
  policy: ['error', 'json', 'certificate', 'template'],
  plan: ['error', 'json', 'certificate', 'policy', 'template/sink'],
  registration: ['error', 'certificate', 'template', 'policy', 'plan'],
  lifecycle: ['error', 'json', 'certificate', 'template', 'policy', 'plan', 'registration'],
  provisioning: ['error', 'json', 'certificate', 'template', 'policy', 'plan', 'registration'],
  explain: ['error', 'certificate', 'policy', 'plan', 'registration'],
  audit: ['error', 'json', 'certificate', 'plan', 'registration'],
  capacity: ['error', 'plan', 'registration'],
}

/** Rooms that only tests and the package's own entries may import. */
const testing = 'testing'

/** Packages, and what each may import besides itself: its sources, and its tests. */
const packages = {
  core: { sources: [], tests: [] },
  templates: { sources: ['core'], tests: ['core'] },
  pki: { sources: ['core'], tests: ['core'] },
  emulator: { sources: ['core', 'pki'], tests: ['core', 'pki'] },
  'aws-adapter': { sources: ['core', 'templates'], tests: ['core', 'pki', 'templates', 'emulator'] },
}

/** The only npm packages that core loads. Another one is argued for in the change that adds it. */
const coreLibraries = ['@noble/hashes', 'eta']

/** The parts of the adapter that check or sign, each behind a subpath of its own: only they need pki. */
const signing = [
  '^packages/aws-adapter/src/authority/',
  '^packages/aws-adapter/src/handlers/(certificate-provider|rotation|vending)/',
]

const isTest = '[.]test(-d)?[.]ts$|/fixtures/|^packages/[^/]+/test/'
const isAnyWorkspace = '^(packages|examples|bench|docs|live|scripts|simulation|torture)/'

const names = (list) => (list.length === 0 ? 'nothing else' : list.join(', '))

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `core/${room} imports ${names(allowed)}`,
  severity: 'error',
  from: { path: `^packages/core/src/${room}/`, pathNot: isTest },
  to: {
    path: '^packages/core/src/',
    pathNot: [room, ...allowed].map((name) => `^packages/core/src/${name}/`),
  },
}))

const packageRules = Object.entries(packages).flatMap(([name, { sources, tests }]) => {
  const own = `^packages/${name}/`
  const rule = (part, from, allowed) => ({
    name: `package-${name}-${part}`,
    comment: `the ${part} of ${name} import ${names(allowed)}`,
    severity: 'error',
    from,
    to: { path: isAnyWorkspace, pathNot: [own, ...allowed.map((other) => `^packages/${other}/`)] },
  })
  return [
    rule('sources', { path: `${own}src/`, pathNot: [isTest, ...signing] }, sources),
    rule('tests', { path: [`${own}src/.*([.]test(-d)?[.]ts$|/fixtures/)`, `${own}test/`] }, tests),
  ]
})

export default {
  forbidden: [
    ...roomRules,
    {
      name: 'room-known',
      comment: 'every room of core stands in the table of rooms',
      severity: 'error',
      from: {},
      to: {
        path: '^packages/core/src/[^/]+/',
        pathNot: [...Object.keys(rooms), testing].map((room) => `^packages/core/src/${room}/`),
      },
    },
    {
      name: 'room-testing',
      comment: 'only tests import core/testing; nothing that ships may depend on it',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: [isTest, `^packages/core/src/${testing}/`] },
      to: { path: `^packages/core/src/${testing}/` },
    },
    ...packageRules,
    {
      name: 'package-aws-adapter-authority',
      comment: 'only the authority of aws-adapter imports pki, so that a Lambda that registers never installs it',
      severity: 'error',
      from: { path: '^packages/aws-adapter/src/authority/', pathNot: isTest },
      to: { path: isAnyWorkspace, pathNot: '^packages/(aws-adapter|core|pki)/' },
    },
    {
      name: 'package-by-name',
      comment: 'packages import each other by name, never by a path into the other folder',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypesNot: ['aliased-workspace'] },
    },
    {
      name: 'package-never-imports-examples',
      comment: 'examples, bench, docs, live, scripts, simulation and torture are leaves: no package imports them',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(examples|bench|docs|live|scripts|simulation|torture)/' },
    },
    {
      name: 'core-pure',
      comment: 'core runs in every JavaScript runtime: no Node module',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: isTest },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-libraries',
      comment: `core loads ${coreLibraries.join(' and ')}, and no other npm package`,
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: isTest },
      to: { path: 'node_modules/', pathNot: coreLibraries.map((library) => `(^|/)node_modules/${library}/`) },
    },
    {
      name: 'aws-outside-core',
      comment: 'only aws-adapter, emulator and examples know the AWS SDK',
      severity: 'error',
      from: { path: '^packages/(core|pki|templates)/' },
      to: { path: 'node_modules/@(aws-sdk|smithy)/' },
    },
    {
      name: 'asn1-inside-pki',
      comment: 'only pki loads a library of ASN.1, and none that needs the global polyfill of reflect-metadata',
      severity: 'error',
      from: { path: '^(packages|examples)/', pathNot: isTest },
      to: { path: 'node_modules/(@peculiar|asn1js|reflect-metadata)/', pathNot: 'node_modules/@peculiar/asn1-' },
    },
    {
      name: 'asn1-outside-others',
      comment: 'what is not pki reads and writes no ASN.1 by a library',
      severity: 'error',
      from: { path: '^(packages|examples)/', pathNot: ['^packages/pki/', isTest] },
      to: { path: 'node_modules/(@peculiar|asn1js|reflect-metadata)/' },
    },
    {
      name: 'dependency-declared',
      comment: 'every imported package stands in a package.json',
      severity: 'error',
      from: { path: '^(packages|examples|bench|docs|live|simulation|torture)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'dependency-shipped',
      comment: 'what ships imports dependencies and peer dependencies, not development dependencies',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: ['^packages/core/', isTest] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-peer', 'npm-optional'] },
    },
    {
      name: 'library-inlined',
      comment: "what core loads is taken in by its build, and so not among its package's dependencies",
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: isTest },
      to: { dependencyTypes: ['npm', 'npm-peer', 'npm-optional'] },
    },
    {
      name: 'resolvable',
      comment: 'every import leads to a file',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'acyclic',
      comment: 'no file imports itself, by whatever way round',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'connected',
      comment: 'a source that imports nothing and is imported by nothing is dead',
      severity: 'error',
      from: { orphan: true, path: '^packages/[^/]+/src/', pathNot: [isTest, '/index[.]ts$'] },
      to: {},
    },
  ],
  options: {
    // Imports that the compiler erases are arrows too: types are part of a room's contract.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    // Development dependencies stand in the root's manifest, the others in each package's.
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@thingplan/source', 'import', 'node', 'types', 'default'],
    },
    exclude: {
      path: ['^packages/[^/]+/(dist|runtimes)/', '^examples/[^/]+/(dist|[.]local)/', '^(bench/dist|docs/[.]reports)/'],
    },
    doNotFollow: { path: 'node_modules' },
    externalModuleResolutionStrategy: 'node_modules',
  },
}
