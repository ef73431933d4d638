import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Command } from 'commander';
import { addRoute } from '../../../src/cli/route.command.js';
import type { Terminal } from '../../../src/cli/output.js';
import type { Config } from '../../../src/config.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'theta-route-file-'));
  await writeFile(
    join(folder, 'queries.txt'),
    'first query\r\n\nsecond query, which is a good deal longer than one column\n   \nthird\n',
  );
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs `theta route …` against the test server; its configuration is never looked at. */
async function route(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const terminal: Terminal = { out: (text) => void lines.push(text), note: () => {}, interactive: false };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addRoute(program, () => ({}) as Config, terminal);
  await program.parseAsync(['route', ...args, '--server', server.url], { from: 'user' });
  return lines.join('\n');
}
const file = () => join(folder, 'queries.txt');

describe('theta route --file', () => {
  it('prints an LLM for each line, the total, and the useful budgets', async () => {
    const out = await route('--file', file(), '--budget', '1');
    const rows = out.split('\n').slice(2, 5);
    expect(rows.map((row) => row.split(/ {2,}/)[0])).toEqual([
      'first query',
      'second query, which is a good deal longer than …',
      'third',
    ]);
    for (const row of rows) expect(row).toMatch(/llm-\d +0\.\d{3} +0\.\d{6}$/);
    expect(out).toMatch(
      /of 1\.000 USD; none is better\nuseful budgets: \S+ to \S+ USD\nrouter mirt, version v1, 3 queries/,
    );
  });

  it('prints JSON, and takes router, method and length of answers', async () => {
    const json = ['--file', file(), '--budget', '1', '--json'];
    const batch = JSON.parse(await route(...json, '--router', 'knn', '--method', 'greedy', '--llms', 'llm-0,llm-3'));
    expect(batch).toMatchObject({ router: 'knn', method: 'GREEDY', budgetUsd: 1 });
    expect(batch.choices).toHaveLength(3);
    const long = JSON.parse(await route(...json, '--output-tokens', '3000'));
    const usual = JSON.parse(await route(...json));
    expect(long.leastBudgetUsd).toBeCloseTo(10 * usual.leastBudgetUsd, 9);
  });

  it.each([
    ['BUDGET_TOO_SMALL', () => ['--file', file(), '--budget', '0']],
    ['NO_PREDICTED_PERFORMANCE', () => ['--file', file(), '--budget', '1', '--router', 'random']],
    ['FILE_UNREADABLE', () => ['--file', join(folder, 'nowhere'), '--budget', '1']],
    ['CONFIG_INVALID', () => ['--file', file()]],
    ['CONFIG_INVALID', () => ['--file', file(), '--budget', '1', '--alpha', '0.5']],
    ['CONFIG_INVALID', () => ['a query', '--file', file(), '--budget', '1']],
    ['CONFIG_INVALID', () => ['a query', '--budget', '1']],
    ['CONFIG_INVALID', () => []],
  ])('refuses with %s what it cannot answer', async (code, args) => {
    await expect(route(...args())).rejects.toMatchObject({ code });
  });

  it('still decides for one query', async () => {
    expect(await route('a query', '--alpha', '1')).toMatch(/^→ LLM-\d.*\n\nRouted to[^]*α = 1/);
  });
});

describe('theta route with constraints', () => {
  it('leaves out who does not meet them', async () => {
    const options = [
      '--tools',
      '--context',
      '1000',
      '--not-tag',
      'region:eu',
      '--deny',
      'llm-2',
      '--deny',
      'llm-0,llm-3',
    ];
    const { llm, excluded } = JSON.parse(await route('x', '--json', ...options));
    expect(llm.id).toBe('llm-1');
    expect(excluded.map((one: { code: string }) => one.code)).toEqual([
      'DENIED',
      'DENIED',
      'DENIED',
      'UNPRICED',
      'NOT_CALIBRATED',
    ]);
  });

  it.each([
    ['llm-2', ['--modality', 'image']],
    ['llm-1', ['--language', 'de,en']],
    ['llm-0', ['--tag', 'region:eu']],
    ['llm-0', ['--max-latency', '300']],
    ['llm-1', ['--answer-tokens', '5000']],
    ['llm-3', ['--allow', 'llm-3']],
  ])('takes %s for %j', async (id, options) => {
    expect(JSON.parse(await route('x', '--json', ...options))).toMatchObject({ llm: { id }, ranking: [{}] });
  });

  it('says who is left out, and what to relax, a line each', async () => {
    await expect(route('x', '--tools', '--max-latency', '800')).rejects.toMatchObject({
      code: 'NO_ELIGIBLE_LLM',
      message: expect.stringMatching(/`excluded` says why for each\.\n {2}left out: LLM-0 does not call tools\.\n/),
      hint: expect.stringMatching(
        /^Relax:\n {2}Without maxLatencyMs, 2 LLMs .*suffices for llm-1\.\n {2}Without tools, 1 LLM/,
      ),
    });
  });

  it('holds them for the queries of a file too', async () => {
    const out = await route('--file', file(), '--budget', '1', '--modality', 'image');
    expect(out.match(/llm-\d/g)).toEqual(['llm-2', 'llm-2', 'llm-2']);
  });
});
