import { readFileSync } from 'node:fs';
import { isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApiSchema } from '../../src/resolvers/build-schema.js';
import type { TestServer } from '../fixtures/api/server.js';
import { startGuardedServer } from '../fixtures/api/guarded-server.js';

const rows = readFileSync('docs/owasp.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| API\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('docs/owasp.md', () => {
  it('has all ten items', () => {
    expect(rows.map(([, item = '']) => /^API(\d+)/.exec(item)?.[1])).toEqual(
      Array.from({ length: 10 }, (_, i) => String(i + 1)),
    );
  });

  it.each(rows)('%s %s names tests that exist', (...cells) => {
    const tests = [...(cells[4] ?? '').matchAll(/`([^`]+)`: (.+?)(?= · |$)/g)];
    expect(tests.length).toBeGreaterThan(0);
    for (const [, file = '', title = ''] of tests) expect(readFileSync(file, 'utf8'), file).toContain(`'${title}'`);
  });
});

describe('inputs', () => {
  it('of the API take no address that the server would ask', () => {
    const inputs = Object.values(buildApiSchema().getTypeMap()).filter(isInputObjectType);
    const named = inputs.flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((name) => /url|uri|host|endpoint|address|webhook|callback/i.test(name))).toEqual([]);
  });
});

describe('paths', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startGuardedServer(
      {},
      {
        build: { version: '1', commit: null, node: 'v20' },
        metrics: { contentType: 'text/plain', text: () => Promise.resolve('') },
      },
    );
  });
  afterAll(() => server.close());

  it('of the server are on a list', () => {
    const own = server.routes.map(({ url, access }) => `${url} ${[access ?? 'administer'].flat().join(', ')}`);
    const listed = [...readFileSync('docs/security.md', 'utf8').matchAll(/^\| `(\/.*?)` +\| (.*?) +\|$/gm)];
    const shown = listed.map(([, url = '', who]) => `${url} ${who}`);
    expect(new Set(shown)).toEqual(new Set(own));
  });
});
