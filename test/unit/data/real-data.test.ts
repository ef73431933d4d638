import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importPaths } from '../../../src/data/import.js';
import { readPrices } from '../../../src/data/prices.js';
import { summarise } from '../../../src/data/summary.js';

const data = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const here = existsSync(data);

// The counts were taken from the files with Python's csv, json and ast modules.
describe(`real training data${here ? '' : ' (skipped: ../shared/data is not here)'}`, () => {
  it.skipIf(!here)('llmrouter: 5,608 queries of 14 tasks, all answered by 9 LLMs, with prices', async () => {
    const { matrix, report } = await importPaths([join(data, 'llmrouter')]);
    const summary = summarise(matrix);
    expect([summary.queries, summary.llms, summary.responses]).toEqual([5608, 9, 50_472]);
    expect(summary.queriesPerTask).toHaveLength(14);
    expect(report.ignored.map(({ path, reason }) => [basename(path), reason])).toEqual([['llms.json', 'a price list']]);
    const prices = await readPrices(join(data, 'llmrouter/llms.json'));
    expect([...prices.keys()].sort()).toEqual(matrix.llms);
  });

  it.skipIf(!here)('routerbench: 2,225 queries, 11 LLMs, 92 cells not measured, every cost known', async () => {
    const { matrix, report } = await importPaths([join(data, 'routerbench')]);
    const summary = summarise(matrix);
    expect(report.files.map((f) => [f.format, f.queries])).toEqual([
      ['routerbench', 1039],
      ['routerbench', 299],
      ['routerbench', 887],
    ]);
    expect([summary.queries, summary.llms, summary.responses]).toEqual([2225, 11, 2225 * 11 - 92]);
    expect(summary.knownCostShare).toBe(1);
    expect(matrix.queries.some(({ text }) => text?.startsWith('[') || text?.includes('\\n'))).toBe(false);
  });

  it.skipIf(!here)('routerdc: 5,935 queries, 7 LLMs; multiple choice counts above zero', async () => {
    const { matrix, report } = await importPaths([join(data, 'routerdc')]);
    expect(report.files.map((f) => [basename(f.path), f.scoreRule, f.queries])).toEqual([
      ['arc_challenge.json', 'above-zero', 820],
      ['cmmlu.json', 'above-zero', 2000],
      ['gsm8k.json', 'as-is', 1000],
      ['humaneval.json', 'as-is', 115],
      ['mmlu.json', 'above-zero', 2000],
    ]);
    const summary = summarise(matrix);
    expect([summary.queries, summary.llms, summary.density]).toEqual([5935, 7, 1]);
    expect(matrix.queries.some(({ text }) => text?.startsWith('运行中变压器温度最高的部分是\nA. 绕组'))).toBe(true);
  });

  it.skipIf(!here)('routellm: 15,214 rows of 7,543 different texts, 2 LLMs', async () => {
    const { matrix, report } = await importPaths([join(data, 'routellm')]);
    expect(report.totals).toMatchObject({ rows: 15_214, queries: 7543, badRows: 0 });
    expect([matrix.queries.length, matrix.llms.length, matrix.performance.length]).toEqual([7543, 2, 2 * 7543]);
  });
});
