import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asked, Reply } from '../../fixtures/chat-service.js';
import { standIn } from '../../fixtures/chat-service.js';
import { runTheta, THETA } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';

const page = async (name: string) => readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const block = (text: string, language: string) =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] as string;
const ENDPOINT = 'http://127.0.0.1:8000/v1';
const RIGHT = { arithmetic: '42', capitals: 'Paris' };

interface Outcome {
  readonly end: string;
  readonly answered: number;
  readonly failed: number;
  readonly leftOut: Readonly<Record<string, number>>;
  readonly standing: { readonly status: string; readonly responses: number };
}

let folder: string;
let commands: readonly string[];
const run = (...args: string[]) => runTheta(folder, args);
const calibrate = async (url: string, ...args: string[]) => {
  const done = await run('calibrate', '--llm', 'new-llm', '--endpoint', url, '--json', ...args);
  return { ...done, outcome: done.code === 0 ? (JSON.parse(done.out) as Outcome) : null };
};
const predictedFor = async (llm: string, query: string) =>
  (JSON.parse((await run('route', query, '--llms', llm, '--json')).out) as { predictedPerformance: number })
    .predictedPerformance;

/** Right in arithmetic, wrong elsewhere. */
const knowsArithmetic = (_n: number, { body }: Asked): Reply => ({
  content: /capital|country|europe/.test(lastWords(body)) ? 'I do not know.' : 'That makes 42.',
});
const lastWords = (body: Asked['body']) => body.messages.at(-1)?.content ?? '';
const register = async (id: string) => {
  const llm = JSON.parse(block(await page('cold-start.md'), 'json')) as object;
  await writeFile(join(folder, `${id}.json`), JSON.stringify({ ...llm, id }));
  expect((await run('llms', 'register', `${id}.json`)).code).toBe(0);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-calibrate-'));
  const lines = scoredQueries(300, 1, ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it']).trim().split('\n');
  const withReferences = lines.map((line, i) => {
    const query = JSON.parse(line) as { task: keyof typeof RIGHT };
    return JSON.stringify(i < 250 ? { ...query, references: [RIGHT[query.task]], grader: 'contains' } : query);
  });
  await writeFile(join(folder, 'queries.jsonl'), `${withReferences.join('\n')}\n`);
  await writeFile(join(folder, 'new-llm.json'), block(await page('cold-start.md'), 'json'));
  commands = block(await page('calibrate.md'), 'sh')
    .trim()
    .split('\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('theta calibrate', { timeout: 300_000 }, () => {
  it('calibrates a new LLM by the commands of docs/calibrate.md', async () => {
    await using llm = await standIn(knowsArithmetic);
    for (const command of commands) {
      const args = command.replace(ENDPOINT, llm.url).split(' ').slice(1);
      const { code, out, notes } = await run(...args);
      expect([command, code, notes]).toEqual([command, 0, expect.anything()]);
      if (!command.startsWith('theta calibrate')) continue;
      expect(out).toMatch(/answers, 0 queries given up/);
      expect(notes).toMatch(/new-llm is (WARMING|CALIBRATED)/);
    }
    expect(llm.asked.length).toBeGreaterThanOrEqual(20);
    expect(llm.asked.length).toBeLessThanOrEqual(60);
    expect(llm.widest()).toBeLessThanOrEqual(4);
    expect(llm.asked[0]?.body.model).toBe('new-llm');
    expect(await predictedFor('new-llm', 'add apples total number minus sum?')).toBeGreaterThan(0.6);
    expect(await predictedFor('new-llm', 'capital city europe river where country?')).toBeLessThan(0.4);
  });

  it('goes on after a kill with the answers that it had', async () => {
    await register('killed');
    await using llm = await standIn(async (n, asked) => {
      await wait(n < 12 ? 20 : 400);
      return knowsArithmetic(n, asked);
    });
    const args = ['calibrate', '--llm', 'killed', '--endpoint', llm.url, '--count', '30', '--no-stop', '--json'];
    const env = { ...process.env, THETA_DATA: `${folder}/data`, DATABASE_URL: '', PORT: '1' };
    const child = spawn(process.execPath, [THETA, ...args], { cwd: folder, env, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    while (llm.asked.length < 16 && child.exitCode === null) await wait(20);
    child.kill('SIGKILL');
    await ended;
    const before = llm.asked.length;
    expect(before).toBeLessThan(30);

    const { code, out, notes } = await run(...args);
    expect([code, notes]).toEqual([0, expect.stringContaining('Going on: ')]);
    expect(JSON.parse(out)).toMatchObject({ end: 'COUNT', answered: 30, failed: 0, standing: { responses: 30 } });
    // What was under way may be chosen again or not, as more is known by then.
    expect(llm.asked.length).toBeLessThanOrEqual(34);
    const texts = llm.asked.slice(before).map(({ body }) => lastWords(body));
    const kept = 30 - texts.length;
    expect(kept).toBeGreaterThanOrEqual(8);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('tries again what was refused for a while, and leaves out what cannot be graded, with the reason', async () => {
    await register('patient');
    await using llm = await standIn((n, asked) =>
      n % 5 === 1 ? { status: 429, headers: { 'retry-after': '0' } } : knowsArithmetic(n, asked),
    );
    const { code, out } = await run(
      ...['calibrate', '--llm', 'patient', '--endpoint', llm.url, '--count', '12', '--no-stop', '--json'],
      ...['--selection', 'random', '--batch', '12'],
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ end: 'COUNT', answered: 12, failed: 0 });
    expect(llm.asked.length).toBeGreaterThan(12);
  });

  it('grades code by the command of docs/graders.md', async () => {
    await register('coder');
    await using llm = await standIn(() => ({ content: 'Here:\n```js\nfunction add(a, b) {\n  return a + b;\n}\n```' }));
    const queries = (await readFile(join(folder, 'queries.jsonl'), 'utf8')).trim().split('\n');
    const references = queries.map((line, i) => {
      const { query } = JSON.parse(line) as { query: string };
      return JSON.stringify({ query, references: [`if (add(2, 3) !== ${i % 2 === 0 ? 5 : 6}) process.exit(1)`] });
    });
    await writeFile(join(folder, 'references.jsonl'), references.join('\n'));
    const [, grader, command] = /--grader (\w+) --grader-command '(.*)'/.exec(await page('graders.md')) ?? [];
    const { code, out, notes } = await run(
      ...['calibrate', '--llm', 'coder', '--endpoint', llm.url, '--count', '24', '--no-stop', '--json'],
      ...['--grader', grader as string, '--grader-command', command as string, '--references', 'references.jsonl'],
    );
    expect([code, notes]).toEqual([0, expect.anything()]);
    expect(JSON.parse(out)).toMatchObject({ answered: 24, standing: { responses: 24 } });
    // Arithmetic has the even lines, where the assertion holds.
    expect(await predictedFor('coder', 'add apples total number minus sum?')).toBeGreaterThan(0.6);
    expect(await predictedFor('coder', 'capital city europe river where country?')).toBeLessThan(0.4);
  });

  it('says what is wrong and how to go on: an LLM that nobody registered, an endpoint that is down, a wrong key', async () => {
    await using llm = await standIn((n) => (n < 3 ? { content: 'That makes 42.' } : { status: 401 }));
    const unknown = await run('calibrate', '--llm', 'nobody', '--endpoint', llm.url);
    expect([unknown.code, unknown.notes]).toEqual([expect.any(Number), expect.stringContaining('UNKNOWN_LLM')]);
    expect(unknown.code).not.toBe(0);
    expect(llm.asked).toHaveLength(0);

    await register('refused');
    const refused = await run('calibrate', '--llm', 'refused', '--endpoint', llm.url, '--concurrency', '1');
    expect(refused.code).not.toBe(0);
    expect(refused.notes).toMatch(/LLM_UNAVAILABLE[\s\S]*3 answers are kept in/);
    const known = JSON.parse((await run('calibration', '--llm', 'refused', '--json')).out) as { responses: number };
    expect(known.responses).toBe(3);
    const other = await calibrate('http://127.0.0.1:1/v1', '--state', join(folder, 'data/calibrate/refused.jsonl'));
    expect(other.code).not.toBe(0);
    expect(other.out + other.notes).toMatch(/CONFIG_INVALID[\s\S]*of another calibration/);
  });
});
