/* The import rules of docs/architecture.md, one line each. */
const pure = ['contracts', 'chain', 'formats', 'tlog', 'policy'];
const mayImport = {
  contracts: [],
  chain: [],
  formats: ['contracts', 'chain'],
  tlog: [],
  policy: ['contracts'],
  services: ['contracts'],
  bus: ['contracts', 'policy'],
  platform: ['contracts'],
};
const appImports = {
  gateway: ['contracts', 'chain', 'policy', 'bus', 'platform'],
  ledger: ['contracts', 'tlog', 'policy', 'bus', 'platform'],
  delivery: ['contracts', 'policy', 'bus', 'platform'],
  desk: ['contracts', 'chain', 'policy', 'bus', 'platform'],
  cli: ['contracts', 'chain', 'tlog', 'bus', 'platform', 'services'],
};

const only = (folder, name, libs) => ({
  name: `${name}-imports`,
  severity: 'error',
  from: { path: `^${folder}/${name}/`, pathNot: '(\\.spec\\.ts$|/test/)' },
  to: { path: '^libs/', pathNot: [name, ...libs].map((lib) => `^libs/${lib}/`) },
});

const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(([name, libs]) => only('libs', name, libs)),
    ...Object.entries(appImports).map(([name, libs]) => only('apps', name, libs)),
    forbid('no-cycles', {}, { circular: true }),
    forbid('libs-import-no-app', { path: '^libs/' }, { path: '^apps/' }),
    forbid('apps-import-no-app', { path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
    forbid(
      'only-through-the-index',
      { path: '^(apps|libs)/([^/]+)/' },
      { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^$1/$2/'] },
    ),
    forbid(
      'pure-libs-do-no-io',
      { path: `^libs/(${pure.join('|')})/`, pathNot: '(\\.spec\\.ts$|/test/)' },
      { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    ),
    forbid(
      'verifier-trusts-little',
      {
        path: '^apps/cli/src/verify/',
        pathNot: '(\\.spec\\.ts|/verify\\.command\\.ts|/receipt\\.command\\.ts)$',
      },
      {
        path: '^(libs|apps)/',
        pathNot: '^(libs/(tlog|contracts)/|apps/cli/src/(verify|output)/|apps/cli/src/client/hub-answer\\.ts$)',
      },
    ),
    forbid('only-bus-speaks-kafka', { pathNot: '^(libs/bus|bench)/' }, { path: 'node_modules/kafkajs' }),
    forbid('only-bus-and-apps-use-typeorm', { path: '^libs/(?!bus/)' }, { path: 'node_modules/typeorm' }),
    forbid('no-unresolved', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
