import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Who may import whom inside src/ (DESIGN: imports point inwards). A folder not listed for a folder is forbidden to it. */
const allowed = {
  domain: [],
  tensor: ['domain'],
  index: ['domain'],
  plugins: ['domain', 'tensor', 'index'],
  'plugin-testing': ['domain', 'tensor', 'index', 'plugins'],
  data: ['domain'],
  evaluation: ['domain', 'data', 'plugins'],
  routing: ['domain', 'plugins', 'tensor', 'index'],
  calibration: ['domain', 'plugins', 'tensor', 'index', 'data', 'evaluation', 'routing'],
  gateway: ['domain', 'plugins', 'tensor', 'routing'],
  jobs: ['domain', 'plugins', 'tensor', 'index', 'data', 'evaluation', 'routing', 'calibration'],
  access: ['domain'],
  // Watches the others through their ports; none of them knows it.
  observability: ['domain', 'tensor', 'index', 'plugins', 'routing', 'jobs'],
  store: ['domain', 'index', 'data', 'routing', 'calibration', 'jobs', 'gateway', 'access'],
  schema: ['domain', 'routing', 'calibration', 'jobs', 'plugins', 'gateway', 'access'],
  resolvers: ['domain', 'schema', 'routing', 'calibration', 'jobs', 'plugins', 'gateway', 'access'],
  server: ['domain', 'schema', 'resolvers', 'routing', 'calibration', 'jobs', 'gateway', 'access'],
};
/** How deep folders nest below src; a deeper one would escape the rules, so a test of the rules counts them. */
const DEPTHS = [1, 2, 3];
/** The plugins with a folder of their own. */
const PLUGINS = [
  'baselines',
  'cascade',
  'cluster',
  'ensemble',
  'graph-router',
  'hirt',
  'hybrid-llm',
  'knn',
  'mirt',
  'mlp',
  'nirt',
  'route-llm',
  'router-dc',
  'zooter',
];
/** Folders of what several plugins share; the rest of it stands beside them. They import no plugin either. */
const SHARED_BY_PLUGINS = ['binary', 'network', 'onboarding'];

const SQL = { group: ['drizzle-orm', 'drizzle-orm/*', 'pg', '@electric-sql/*'], message: 'SQL lives in src/store.' };
const API = {
  group: ['graphql', 'graphql/*', 'type-graphql', '@apollo/*', 'fastify', '@fastify/*'],
  message: 'No GraphQL and no HTTP in here.',
};
/** Folders that know neither GraphQL nor HTTP nor SQL. */
const CORE = [
  'domain',
  'tensor',
  'index',
  'plugins',
  'data',
  'evaluation',
  'routing',
  'calibration',
  'gateway',
  'access',
];
/** Who counts and exports is chosen outside of what is watched. */
const WATCHERS = {
  group: ['prom-client', '@opentelemetry/*'],
  message: 'Metrics and traces are exported by src/observability.',
};
const packagesOf = (folder) => [...(folder === 'observability' ? [] : [WATCHERS]), ...queriesAndApi(folder)];
const queriesAndApi = (folder) => (folder === 'store' ? [] : CORE.includes(folder) ? [API, SQL] : [SQL]);

/**
 * What files of `folder` must not import when they stand `depth` folders below src. At a known depth a relative path says
 * where it leads, so no import resolver is needed. Files right below src are wiring: what they hold is handed in.
 */
function forbidden(folder, depth) {
  const up = `^${'\\.\\./'.repeat(depth)}`;
  const others = Object.keys(allowed).filter((name) => name !== folder && !allowed[folder].includes(name));
  return [
    {
      regex: `${up}(${[...others, 'cli', 'tools'].join('|')})/`,
      message: `src/${folder} may import only: ${allowed[folder].join(', ') || 'nothing'}.`,
    },
    { regex: `${up}[^/.]+\\.js$`, message: 'Settings and wiring are handed in as arguments.' },
    ...packagesOf(folder),
  ];
}
const restrict = (files, patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } });
const directions = Object.keys(allowed).flatMap((folder) =>
  DEPTHS.map((depth) => restrict([`src/${folder}/${'*/'.repeat(depth - 1)}*.ts`], forbidden(folder, depth))),
);
const siblings = [...PLUGINS, ...SHARED_BY_PLUGINS].map((folder) =>
  restrict(
    [`src/plugins/${folder}/*.ts`],
    [
      ...forbidden('plugins', 2),
      {
        regex: `^\\.\\./(${PLUGINS.filter((other) => other !== folder).join('|')})/`,
        message: 'A router plugin is imported by no sibling and by nothing that plugins share.',
      },
    ],
  ),
);

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'web/dist/**',
      'web/src/gql/**',
      'packages/client/src/generated.ts',
      'packages/client/documents-plugin.cjs',
      'packages/client/dist/**',
      'native/**',
      'node_modules/**',
      'build/**',
      'bench/out/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: ['./tsconfig.test.json', './web/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  // The environment is read in config.ts only.
  {
    files: ['src/**'],
    ignores: ['src/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read settings in src/config.ts.' },
      ],
    },
  },
  ...directions,
  ...siblings,
  restrict(['src/cli/**'], [SQL]),
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['scripts/**', '**/*.mjs'], languageOptions: { globals: { console: 'readonly', process: 'readonly' } } },
  // Answers of the API are looked into as a client does, without types.
  {
    files: ['test/e2e/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['test/**', 'bench/**', 'scripts/**', 'web/**'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off' },
  },
);
