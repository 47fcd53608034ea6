/**
 * Who may import whom. Each rule is a sentence of docs/architecture.md; `npm run deps` checks them.
 * Tests (`*.test.ts`) may import more, because they put parts together; the rules marked `also in tests` hold there too.
 */
const TEST = '\\.test\\.tsx?$';
const within = (...folders) => `^(${folders.join('|')})/`;
/** A rule: files in `folder` may import, of our own folders, only `allowed`. */
const only = (folder, allowed, comment) => ({
  name: `${folder.replace(/^src-/, '').replaceAll('/', '-')}-imports`,
  comment,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: TEST },
  to: {
    path: '^(src-main|src-shared|src-renderer|plans|devices|e2e|bench|parity|scripts)/',
    pathNot: within(folder, ...allowed),
  },
});

module.exports = {
  forbidden: [
    only('src-shared', [], 'src-shared imports nothing of ours: it is what crosses a boundary.'),
    only('src-main/engine', ['src-shared'], 'The engine is a plain library: it knows src-shared alone.'),
    only('src-main/plan', ['src-shared', 'src-main/engine'], 'Plans know the engine and nothing above it.'),
    only(
      'src-main/device',
      ['src-shared', 'src-main/engine'],
      'Devices know the protocols of the engine and nothing above it.',
    ),
    only(
      'src-main/control',
      ['src-shared', 'src-main/engine', 'src-main/device'],
      'Control systems serve devices through SignalBackend.',
    ),
    only(
      'src-main/sdk',
      ['src-shared', 'src-main/engine', 'src-main/plan', 'src-main/device', 'src-main/control'],
      'The SDK re-exports what authors need.',
    ),
    only(
      'src-main/context',
      ['src-shared', 'src-main/engine', 'src-main/plan', 'src-main/device'],
      'The context registers plans and devices.',
    ),
    only(
      'src-main/worker',
      ['src-shared', 'src-main/engine', 'src-main/plan', 'src-main/device', 'src-main/context'],
      'The worker runs what the context has registered.',
    ),
    only(
      'src-main/store',
      ['src-shared', 'src-main/engine'],
      'The store keeps documents and knows nothing of who made them.',
    ),
    only(
      'src-main/host',
      [
        'src-shared',
        'src-main/engine',
        'src-main/plan',
        'src-main/device',
        'src-main/control',
        'src-main/sdk',
        'src-main/context',
        'src-main/worker',
        'src-main/store',
      ],
      'The host is the only place where the parts meet; nothing in it knows a shell.',
    ),
    only('src-main/shells', ['src-shared', 'src-main/host'], 'Shells are thin: they know the host and the contract.'),
    only('src-renderer', ['src-shared'], 'The renderer speaks the contract and imports nothing from src-main.'),
    only('plans', ['src-main/sdk'], 'A plan that ships imports the SDK alone, as a facility’s own plan does.'),
    only('devices', ['src-main/sdk'], 'A device that ships imports the SDK alone, as a facility’s own device does.'),
    {
      name: 'shipped-plans-and-devices-are-loaded-never-imported',
      comment: 'Plans and devices that ship go through the same loader as a facility’s own.',
      severity: 'error',
      from: { path: '^(src-main|src-renderer|src-shared)/', pathNot: TEST },
      to: { path: '^(plans|devices)/' },
    },
    {
      name: 'desktop-alone-knows-electron',
      comment: 'Only shells/desktop imports electron.',
      severity: 'error',
      from: { path: '^(src-main|src-shared|src-renderer|plans|devices)/', pathNot: '^src-main/shells/desktop/' },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    },
    {
      name: 'shared-is-pure',
      comment: 'src-shared uses neither Node nor Electron nor the DOM (the last is checked by its tsconfig).',
      severity: 'error',
      from: { path: '^src-shared/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-is-a-browser',
      comment: 'The renderer has no Node.',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-touches-no-files',
      comment: 'The engine knows neither registry nor files nor sockets (also in tests).',
      severity: 'error',
      from: { path: '^src-main/engine/' },
      to: { path: '^(node:)?(fs|net|http|https|child_process|dgram|tls)(/|$)' },
    },
    {
      name: 'test-kits-stay-in-tests',
      comment: 'Test kits are never imported by run-time code.',
      severity: 'error',
      from: { path: '^(src-main|src-shared|src-renderer|plans|devices)/', pathNot: [TEST, '/testing/'] },
      to: { path: ['/testing/', TEST, '^e2e/', '^parity/', '^bench/'] },
    },
    {
      name: 'no-cycles',
      comment: 'No cycles, of types neither.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'production-code-uses-production-packages',
      comment: 'What the main process needs at run time is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^src-main/', pathNot: [TEST, '/testing/', '^src-main/shells/desktop/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|\\.css$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|dist|\\.cache)/' },
    // Types count as dependencies; `import type` alone tells them apart (`useImportType`), so nothing needs to be compiled to know.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
