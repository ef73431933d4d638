import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvaluationReport } from '../../../src/evaluation/report.js';
import { runTheta, THETA } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';

const LLMS = ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it'] as const;
const PRICES = LLMS.map((llm, i) => ({ llm, inputPricePerMillion: i + 1, outputPricePerMillion: i + 1 }));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-cli-'));
  await writeFile(join(folder, 'train.jsonl'), scoredQueries(240, 1, [...LLMS]));
  await writeFile(join(folder, 'test.jsonl'), scoredQueries(120, 2, [...LLMS]));
  await writeFile(join(folder, 'prices.json'), JSON.stringify(PRICES));
  await writeFile(join(folder, 'wrong.csv'), 'name,age\nAda,36\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `theta …` on the database of this test. */
const run = (...args: string[]) => runTheta(folder, args);

describe('theta', { timeout: 240_000 }, () => {
  it('can be started by its name, as npx does', () => {
    expect(() => accessSync(THETA, constants.X_OK)).not.toThrow();
  });

  it('has help for itself and for every command', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const command of [
      'serve',
      'import',
      'train',
      'evaluate',
      'route',
      'llms',
      'pools',
      'clusters',
      'abilities',
      'difficulty',
      'embed',
      'versions',
    ]) {
      expect(out).toContain(`  ${command} `);
      const help = await run(command, '--help');
      expect([help.code, help.out]).toEqual([0, expect.stringMatching(/^Usage: theta /)]);
    }
  });

  it('prints a decision that a person can read', async () => {
    const { code, out } = await run('route', 'Prove that √2 is irrational');
    expect(code).toBe(0);
    expect(out).toMatch(/^→ .+ \(.+\)\n\nRouted to .+ because its score/);
    expect(out).toMatch(/router hirt, version bootstrap-\w+, α = 0\.8/);
  });

  it('prints a decision that a script can read', async () => {
    const { code, out } = await run(
      'route',
      'What is 2 + 2?',
      '--json',
      '--alpha',
      '0',
      '--router',
      'knn',
      '--llms',
      LLMS.join(),
    );
    expect(code).toBe(0);
    // α = 0 looks at cost only, and Gemma is the cheapest of the three.
    expect(JSON.parse(out)).toMatchObject({ router: 'knn', alpha: 0, pool: null, llm: { id: 'gemma-2-9b-it' } });
    expect((JSON.parse(out) as { ranking: unknown[] }).ranking).toHaveLength(3);
  });

  it('lists the LLMs of a pool', async () => {
    const { out } = await run('llms', '--pool', 'routerdc', '--json');
    expect((JSON.parse(out) as { id: string }[]).map((l) => l.id)).toContain('meta-llama/Meta-Llama-3-8B');
  });

  it('registers an LLM from standard input, which the next command can route to', async () => {
    const price = { inputPerMillion: 0, outputPerMillion: 0, source: 'our own machine' };
    const newcomer = { id: 'acme/today', developer: 'Acme', profile: 'A small LLM for chat.', price };
    const registered = await runTheta(folder, ['llms', 'register', '-'], {}, JSON.stringify(newcomer));
    expect(registered, registered.notes).toMatchObject({ code: 0, out: 'Registered acme/today, which is COLD.\n' });
    const unknown = await runTheta(folder, ['llms', 'register', '-'], {}, '{"id": "x", "colour": "red"}');
    expect([unknown.code, unknown.notes]).toEqual([2, expect.stringMatching(/^BAD_USER_INPUT: .*colour/)]);
    const named = ['route', 'What is 2 + 2?', '--alpha', '0', '--llms', `acme/today,${LLMS[0]}`, '--json'];
    expect(JSON.parse((await run(...named)).out)).toMatchObject({ llm: { id: 'acme/today' } });
  });

  it.each([
    [2, 'QUERY_EMPTY', ['route', '  ']],
    [2, 'ALPHA_OUT_OF_RANGE', ['route', 'x', '--alpha', '1.5']],
    [2, 'UNKNOWN_ROUTER', ['route', 'x', '--router', 'dice']],
    [2, 'UNKNOWN_POOL', ['route', 'x', '--pool', 'sea']],
    [2, 'UNKNOWN_LLM', ['route', 'x', '--llms', 'hal-9000']],
    [3, 'UNSUPPORTED_POOL', ['route', 'x', '--router', 'knn', '--llms', 'GPT-4o']],
    [2, 'FILE_UNREADABLE', ['import', 'nowhere.csv']],
    [2, 'IMPORT_UNKNOWN_FORMAT', ['import', 'wrong.csv']],
    [2, 'TRAINING_DATA_INSUFFICIENT', ['train']],
    [2, 'CONFIG_INVALID', ['evaluate', '--test', 'test.jsonl']],
    [2, 'HYPERPARAMETER_INVALID', ['train', '--set', 'mirt.dims=-1']],
    [2, 'HYPERPARAMETER_INVALID', ['evaluate', '--train', 'train.jsonl', '--folds', '2', '--set', 'mirt.dims=-1']],
    [2, 'CONFIG_INVALID', ['evaluate', '--train', 'train.jsonl', '--folds', '2', '--protocol', 'nothing']],
    [2, 'CONFIG_INVALID', ['evaluate', '--train', 'train.jsonl', '--folds', '2', '--param', 'colour=1']],
  ])('exits with %i and %s for %j', async (code, name, args) => {
    const done = await run(...args);
    expect([done.code, done.notes]).toEqual([code, expect.stringContaining(`${name}: `)]);
    expect(done.out).toBe('');
  });

  it('exits with 2 for an option that does not exist', async () => {
    expect((await run('route', 'x', '--beta', '1')).code).toBe(2);
  });

  it('exits with 2 for a number that is none', async () => {
    const { code, notes } = await run('route', 'x', '--alpha', 'much');
    expect([code, notes]).toEqual([2, expect.stringContaining('expected a number, got "much"')]);
  });

  it('evaluates from scratch: the same bytes for the same seed', async () => {
    const args = [
      'evaluate',
      '--train',
      'train.jsonl',
      '--test',
      'test.jsonl',
      '--prices',
      'prices.json',
      '--seed',
      '3',
      '--alpha',
      '1,0.5',
      '--routers',
      'mirt,knn,random,oracle',
      '--json',
    ];
    const [first, second] = [await run(...args), await run(...args)];
    expect(first.code, first.notes).toBe(0);
    expect(second.out).toBe(first.out);
    const report = JSON.parse(first.out) as EvaluationReport;
    expect(report.data[0]).toMatchObject({
      testQueries: 120,
      costSource: 'prices',
      relativeCostSource: 'output price',
    });
    const at = (router: string, alpha: number) => report.results.find((r) => r.router === router && r.alpha === alpha);
    const auc = (router: string) => report.routers.find((r) => r.router === router)?.metrics.auc;
    // Who knows the tasks is right about 0.9 of the time; the best fixed choice about 0.6.
    for (const router of ['mirt', 'knn']) {
      expect(at(router, 1)?.metrics.performance?.value).toBeGreaterThan(0.8);
      expect(auc(router)?.value).toBeGreaterThan(0.7);
    }
    expect(auc('random')).toBeNull();
    expect(at('oracle', 1)?.metrics.performance).toEqual(at('(best per query)', 1)?.metrics.performance);
    expect(report.verdict.join()).toContain('mirt is better than the best single LLM at α = 1');
    const references = new Set(report.results.filter((r) => r.reference).map((r) => r.router));
    expect([...references].sort()).toEqual([
      '(best per query)',
      '(best per task)',
      '(best single LLM)',
      '(random choice)',
      'oracle',
    ]);
  });

  it('evaluates by a protocol with parameters and hyper-parameters, for people to read', async () => {
    const data = ['--train', 'train.jsonl', '--test', 'test.jsonl', '--prices', 'prices.json', '--routers', 'mirt'];
    const sweep = ['--protocol', 'dims', '--param', 'dims=[2,5]', '--set', 'mirt.epochs=10', '--resamples', '50'];
    const { code, out, notes } = await run('evaluate', ...sweep, ...data, '--out', 'dims.json');
    expect(code, notes).toBe(0);
    expect(out).toContain('Number of ability dimensions (paper: Figure 8)');
    expect(out).toMatch(/mirt {2,}N = 5 {2,}\d+\.\d\d \[\d+\.\d\d, \d+\.\d\d\]/);
    const report = JSON.parse(await readFile(join(folder, 'dims.json'), 'utf8')) as EvaluationReport;
    expect(report.parameters).toMatchObject({ dims: [2, 5], hyperparameters: { mirt: { epochs: 10 } } });
  });

  it('takes C from the training data where data have costs, whatever the prices say', async () => {
    await writeFile(join(folder, 'paid.jsonl'), scoredQueries(240, 1, [...LLMS], [0.04, 0.01, 0.02]));
    const { code, out, notes } = await run(
      'evaluate',
      '--train',
      'paid.jsonl',
      '--folds',
      '2',
      '--prices',
      'prices.json',
      '--routers',
      'small,large',
      '--json',
    );
    expect(code, notes).toBe(0);
    const report = JSON.parse(out) as EvaluationReport;
    expect(report.data[0]).toMatchObject({
      costSource: 'observed',
      relativeCostSource: 'training cost',
      testQueries: 240,
    });
    const at = (router: string) => report.results.find((r) => r.router === router);
    expect(at('small')?.shares).toEqual({ [LLMS[1]]: 1 });
    expect(at('large')?.shares).toEqual({ [LLMS[0]]: 1 });
    expect(at('large')?.metrics.totalCost?.value).toBeCloseTo(240 * 0.04, 5);
  });

  it('imports, trains in a thread, and serves the new version', async () => {
    const imported = await run('import', 'train.jsonl', '--source', 'mine', '--json');
    expect(imported.code, imported.notes).toBe(0);
    expect(JSON.parse(imported.out)).toMatchObject({ source: 'mine', stored: { queries: 240, responses: 720 } });
    const again = await run('import', 'train.jsonl', '--source', 'mine', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ stored: { queries: 0, responses: 0 } });
    const trained = await run('train', '--label', 'mine', '--seed', '5', '--routers', 'mirt,knn', '--json');
    expect(trained.code, trained.notes).toBe(0);
    const { version, status } = JSON.parse(trained.out) as { version: string; status: string };
    expect(status).toBe('SUCCEEDED');
    const routed = await run('route', 'add apples minus total equals', '--alpha', '1', '--llms', LLMS.join(), '--json');
    expect(JSON.parse(routed.out)).toMatchObject({ version, router: 'mirt', llm: { id: 'gpt-3.5-turbo-1106' } });
    const other = await run(
      'route',
      'capital city of which country in europe',
      '--alpha',
      '1',
      '--llms',
      LLMS.join(),
      '--json',
    );
    expect(JSON.parse(other.out)).toMatchObject({ version, llm: { id: 'claude-instant-v1' } });
  });
});
