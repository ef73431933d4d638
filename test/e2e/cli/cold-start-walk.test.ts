import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../fixtures/run-theta.js';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';

const page = await readFile(new URL('../../../docs/cold-start.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] as string);
/** The commands of the page, in order. */
const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));

interface State {
  readonly status: string;
  readonly responses: number;
  readonly version: string;
  readonly routers: readonly {
    readonly router: string;
    readonly basis: string;
    readonly performance: { readonly mean: number; readonly halfWidth: number | null } | null;
  }[];
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-cold-start-'));
  const llms = ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it'] as const;
  await writeFile(join(folder, 'queries.jsonl'), scoredQueries(240, 1, llms));
  await writeFile(join(folder, 'new-llm.json'), blocks('json')[0] as string);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runTheta(folder, args);

/** Runs a line of the page as a shell would: words in quotes, and output into a file. */
async function shell(line: string): Promise<Run> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? (match[2] as string));
  const redirect = words.indexOf('>');
  const done = await run(...words.slice(1, redirect < 0 ? undefined : redirect));
  if (redirect >= 0) await writeFile(join(folder, words[redirect + 1] as string), done.out);
  return done;
}

const state = async (): Promise<State> =>
  JSON.parse((await run('calibration', '--llm', 'new-llm', '--json')).out) as State;
const knows = ({ routers }: State, router: string) => routers.find((one) => one.router === router);

/** P̂ of the newcomer by the default router on a query that nobody has asked before. */
async function predicted(query: string): Promise<number> {
  const { out } = await run('route', query, '--llms', 'new-llm', '--json');
  return (JSON.parse(out) as { predictedPerformance: number }).predictedPerformance;
}
const ARITHMETIC = 'add apples total number minus sum?';
const CAPITALS = 'capital city europe river where country?';

/** The newcomer is right in arithmetic and wrong elsewhere. */
async function answer(): Promise<number> {
  const anchors = (await readFile(join(folder, 'anchors.jsonl'), 'utf8')).trim().split('\n');
  const answers = anchors.map((line) => {
    const anchor = JSON.parse(line) as { id: string; text: string; task: string };
    return JSON.stringify({ ...anchor, performance: anchor.task === 'arithmetic' ? 1 : 0, cost: 0.0004 });
  });
  await writeFile(join(folder, 'answers.jsonl'), `${answers.join('\n')}\n`);
  return answers.length;
}

describe('docs/cold-start.md', { timeout: 240_000 }, () => {
  let before: State;
  let expected: readonly [number, number];

  it('walks from the registration to a pool, as it is written', async () => {
    for (const command of commands) {
      if (command.startsWith('theta anchors')) {
        before = await state();
        expected = [await predicted(ARITHMETIC), await predicted(CAPITALS)];
      }
      const { code, notes } = await shell(command);
      expect([command, code, notes]).toEqual([command, 0, expect.anything()]);
      if (command.startsWith('theta anchors')) expect(await answer()).toBe(30);
    }
  });

  it('has moved what the routers expect to where the answers are', async () => {
    const after = await state();
    expect([before.status, before.responses, knows(before, 'hirt')?.basis]).toEqual(['COLD', 0, 'PRIOR']);
    expect([after.responses, knows(after, 'hirt')?.basis]).toEqual([30, 'EVIDENCE']);
    expect(after.version).not.toBe(before.version);
    expect(after.status).not.toBe('COLD');
    expect(knows(after, 'hirt')?.performance?.halfWidth).toBeLessThan(
      knows(before, 'hirt')?.performance?.halfWidth as number,
    );
    const [arithmetic, capitals] = [await predicted(ARITHMETIC), await predicted(CAPITALS)];
    expect(arithmetic - capitals).toBeGreaterThan(expected[0] - expected[1] + 0.2);
  });

  it('asks on where it left off, and says when it has asked everything', async () => {
    const first = new Set((await readFile(join(folder, 'anchors.jsonl'), 'utf8')).trim().split('\n').map(idOf));
    const { out, notes } = await run('anchors', '--llm', 'new-llm', '--count', '1000');
    const next = out.trim().split('\n').map(idOf);
    expect(next.some((id) => first.has(id))).toBe(false);
    expect(next).toHaveLength(210);
    expect(notes).toContain('210 of 1000: new-llm has answered all others that are stored.');
    const named = ['--tasks', 'capitals', '--sources', 'queries.jsonl', '--selection', 'random', '--seed', '3'];
    const some = await run('anchors', '--llm', 'new-llm', '--count', '5', '--router', 'knn', ...named);
    expect(
      some.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { task: string }).task),
    ).toEqual(Array(5).fill('capitals'));
  });

  it('shows one version with evidence, of however many there are', async () => {
    const [id] = (await run('anchors', '--llm', 'new-llm', '--count', '1')).out.trim().split('\n').map(idOf);
    await writeFile(join(folder, 'one.jsonl'), JSON.stringify({ id, performance: 0.5 }));
    expect((await run('submit', 'one.jsonl', '--llm', 'new-llm', '--no-serve')).out).toContain('31 answers are stored');
    const { out } = await run('submit', 'one.jsonl', '--llm', 'new-llm', '--json');
    const { version } = JSON.parse(out) as State;
    const versions = JSON.parse((await run('versions', '--json')).out) as { version: string; label: string }[];
    const withEvidence = versions.filter(({ label }) => label.startsWith('support + '));
    expect(withEvidence).toEqual([expect.objectContaining({ version, label: 'support + 31 answers of new-llm' })]);
    expect(versions.map(({ label }) => label)).toEqual(expect.arrayContaining(['support', 'bootstrap']));
  });

  it('is learned from by the next training, which needs no evidence then', async () => {
    expect((await run('train', '--label', 'again', '--routers', 'hirt,knn')).code).toBe(0);
    const after = await state();
    expect([after.status, knows(after, 'hirt')?.basis, knows(after, 'knn')?.basis]).toEqual([
      expect.anything(),
      'TRAINED',
      'TRAINED',
    ]);
    const [serving] = JSON.parse((await run('versions', '--json')).out) as { label: string }[];
    expect(serving?.label).toBe('again');
  });

  it('brings what a training on other imports has not seen in with the next answer', async () => {
    const args = ['--label', 'without', '--routers', 'hirt,knn', '--sources', 'queries.jsonl'];
    expect((await run('train', ...args)).code).toBe(0);
    expect(knows(await state(), 'hirt')?.basis).toBe('PRIOR');
    expect((await run('submit', 'one.jsonl', '--llm', 'new-llm')).code).toBe(0);
    expect(knows(await state(), 'hirt')?.basis).toBe('EVIDENCE');
  });
});

const idOf = (line: string): string => (JSON.parse(line) as { id: string }).id;
