import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parserOptions: { project: null } } }],
  ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-imports',
});

const complaints = async (file: string, from: string): Promise<string[]> => {
  const [result] = await eslint.lintText(`import '${from}';\n`, { filePath: `${root}/src/${file}` });
  return result?.messages.map((m) => m.message) ?? [];
};

describe('import directions', () => {
  it.each([
    ['domain/x.ts', '../routing/types.js'],
    ['routing/x.ts', '../store/open-store.js'],
    ['routing/x.ts', 'graphql'],
    ['routing/x.ts', 'drizzle-orm/pg-core'],
    ['plugins/mirt/x.ts', '../../routing/types.js'],
    ['plugins/mirt/x.ts', '../knn/index.js'],
    ['plugins/network/x.ts', '../mlp/index.js'],
    ['tensor/embedders/lexical/x.ts', '../../../plugins/contract.js'],
    ['resolvers/views/x.ts', '../../store/open-store.js'],
    ['server/x.ts', '../config.js'],
    ['jobs/x.ts', 'pg'],
    ['cli/x.ts', 'pg'],
  ])('forbids src/%s to import %s', async (file, from) => {
    expect(await complaints(file, from)).toHaveLength(1);
  });

  it.each([
    ['routing/x.ts', '../domain/ids.js'],
    ['plugins/mirt/x.ts', '../task-weights.js'],
    ['plugins/mlp/x.ts', '../network/layers.js'],
    ['plugins/mirt/x.ts', '../../tensor/backend.js'],
    ['store/embedded/x.ts', '../schema/index.js'],
    ['store/x.ts', 'drizzle-orm'],
    ['cli/x.ts', '../config.js'],
  ])('lets src/%s import %s', async (file, from) => {
    expect(await complaints(file, from)).toEqual([]);
  });

  it('knows every folder of src/plugins', async () => {
    const folders = readdirSync(`${root}/src/plugins`, { withFileTypes: true }).filter((f) => f.isDirectory());
    for (const { name } of folders) {
      const sibling = name === 'mirt' ? 'knn' : 'mirt';
      expect(await complaints(`plugins/${name}/x.ts`, `../${sibling}/index.js`), name).toHaveLength(1);
    }
  });

  it('covers every folder of src', () => {
    const files = readdirSync(`${root}/src`, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
    const depths = files.map((f) => relative(`${root}/src`, f.parentPath).split(sep).filter(Boolean).length);
    expect(Math.max(...depths)).toBeLessThanOrEqual(3);
  });
});
