/** The layers of ARCHITECTURE.md: a file imports only from its own layer's folder, from layers before it, and from base. */
const layers = [
  'base',
  'kernels',
  'sources',
  'dataset',
  'models',
  'evaluation',
  'analysis',
  'registry',
  'store',
  'serving',
  'jobs',
  'api',
  'cli',
];

const backwards = layers.map((layer, position) => ({
  name: `${layer}-imports-only-earlier-layers`,
  comment: `src/${layer} may import src/{${layers.slice(0, position).join(',')}} and itself`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: `^src/(${layers.slice(position + 1).join('|') || 'none'})/` },
}));

/** A folder has one door: outsiders import its index.ts (base has one door per file; api/contract is shared with the client). */
const oneDoor = layers
  .filter((layer) => layer !== 'base')
  .map((layer) => ({
    name: `${layer}-has-one-door`,
    comment: `import src/${layer}/index.ts`,
    severity: 'error',
    from: { path: '^src/', pathNot: `^src/${layer}/` },
    to: { path: `^src/${layer}/`, pathNot: `^src/${layer}/(index\\.ts$|contract/)` },
  }));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'the-dashboard-knows-the-contract-only',
      comment:
        'web/ speaks with the server over HTTP; it may import the types of src/api/contract and nothing else of src',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^src/', pathNot: '^src/api/contract/' },
    },
    {
      name: 'the-server-does-not-import-the-dashboard',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^web/' },
    },
    {
      name: 'a-screen-knows-no-other-screen',
      comment: 'what two screens share stands in web/shared or web/marks',
      severity: 'error',
      from: { path: '^web/features/([^/]+)/' },
      to: { path: '^web/features/([^/]+)/', pathNot: '^web/features/$1/' },
    },
    {
      name: 'shared-parts-know-no-screen',
      severity: 'error',
      from: { path: '^web/(shared|marks)/' },
      to: { path: '^web/(features|app)/' },
    },
    ...backwards,
    ...oneDoor,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.ts$|src/kernels/wasm/assembly' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
