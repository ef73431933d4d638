import js from '@eslint/js';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Who may import whom inside src/ (DESIGN: imports point inwards). A folder not listed for a folder is forbidden to it. */
const allowed = {
  domain: [],
  tensor: ['domain'],
  index: ['domain'],
  plugins: ['domain', 'tensor', 'index'],
  data: ['domain'],
  evaluation: ['domain', 'data', 'plugins'],
  routing: ['domain', 'plugins', 'tensor', 'index'],
  jobs: ['domain', 'plugins', 'tensor', 'index', 'data', 'evaluation', 'routing'],
  store: ['domain', 'data', 'routing', 'jobs'],
  schema: ['domain', 'routing', 'jobs'],
  resolvers: ['domain', 'schema', 'routing', 'jobs', 'plugins'],
  server: ['domain', 'schema', 'resolvers', 'routing', 'jobs'],
};
const folders = Object.keys(allowed);
const zones = folders.map((target) => ({
  target: `./src/${target}`,
  from: './src',
  except: [target, ...allowed[target]].map((name) => `./${name}`),
  message: `src/${target} may import only: ${allowed[target].join(', ') || 'nothing'}.`,
}));
// A plugin never imports its sibling; what they share stands beside the folders.
const plugins = ['mirt', 'knn', 'baselines'];
const siblings = plugins.map((target) => ({
  target: `./src/plugins/${target}`,
  from: plugins.filter((other) => other !== target).map((other) => `./src/plugins/${other}`),
  message: 'A router plugin never imports its sibling.',
}));
const forbid = (files, patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } });

export default tseslint.config(
  { ignores: ['dist/**', 'web/dist/**', 'web/src/gql/**', 'native/**', 'node_modules/**', 'build/**', 'bench/out/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: ['./tsconfig.test.json', './web/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      'import-x/no-restricted-paths': ['error', { zones: [...zones, ...siblings] }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  // The environment is read in config.ts only.
  {
    files: ['src/**'],
    ignores: ['src/config.ts', 'src/main.ts', 'src/cli/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read settings in src/config.ts.' },
      ],
    },
  },
  forbid(
    [
      'src/routing/**',
      'src/plugins/**',
      'src/tensor/**',
      'src/index/**',
      'src/domain/**',
      'src/data/**',
      'src/evaluation/**',
    ],
    [
      {
        group: [
          'graphql',
          'graphql/*',
          'type-graphql',
          '@apollo/*',
          'fastify',
          '@fastify/*',
          'drizzle-orm',
          'drizzle-orm/*',
          'pg',
          '@electric-sql/*',
        ],
        message: 'No GraphQL, HTTP or SQL in here.',
      },
    ],
  ),
  forbid(
    ['src/schema/**', 'src/resolvers/**', 'src/server/**', 'src/jobs/**', 'src/cli/**'],
    [{ group: ['drizzle-orm', 'drizzle-orm/*', 'pg', '@electric-sql/*'], message: 'SQL lives in src/store.' }],
  ),
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['scripts/**'], languageOptions: { globals: { console: 'readonly', process: 'readonly' } } },
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
