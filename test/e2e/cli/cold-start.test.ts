import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { readConfig } from '../../../src/config.js';
import type { ColdStartWorld } from '../../fixtures/cold-start/world.js';
import { NEWCOMER, coldStartWorld } from '../../fixtures/cold-start/world.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let world: ColdStartWorld;
let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-anchors-'));
  world = await coldStartWorld();
  server = await startTestServer({ coldStart: world.service });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** `theta …` in this process against the server of this test. */
async function theta(...args: string[]) {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), note: (text: string) => void notes.push(text) };
  const code = await runProgram([...args, '--server', server.url], () => readConfig({}), {
    ...terminal,
    interactive: false,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}
const file = async (name: string, ...lines: readonly object[]) => {
  const path = join(folder, name);
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join('\n'));
  return path;
};
interface Anchor {
  readonly id: string;
  readonly text: string;
  readonly task: string;
}
const lines = (out: string) => out.split('\n').map((line) => JSON.parse(line) as Anchor);

describe('theta anchors, submit and calibration', () => {
  it('print queries one a line, take them back with scores, and say where the LLM stands', async () => {
    const before = await theta('calibration', '--llm', NEWCOMER);
    expect([before.code, before.out]).toEqual([
      0,
      expect.stringMatching(/^llm-5 is COLD; 0 answers are stored\. Version v1 serves\./),
    ]);
    expect(before.out).toMatch(/rasch +PRIOR +0\.\d{3} +0\.\d{3}/);
    expect(before.out).toMatch(/Test on: 0 answers; 10 are the fewest/);
    const asked = await theta('anchors', '--llm', NEWCOMER, '--count', '12', '--selection', 'adaptive');
    const anchors = lines(asked.out);
    expect(anchors).toHaveLength(12);
    expect(anchors[0]).toMatchObject({ text: expect.stringMatching(/^Stored query \d+$/) });
    const path = await file('answers.jsonl', ...anchors.map((anchor) => ({ ...anchor, performance: 1, cost: 0.001 })));
    const submitted = await theta('submit', path, '--llm', NEWCOMER);
    expect(submitted.out).toMatch(/^llm-5 is \w+; 12 answers are stored\. Version v\d{8}T/);
    expect(submitted.out).toMatch(/rasch +EVIDENCE/);
    const state = JSON.parse((await theta('calibration', '--llm', NEWCOMER, '--json')).out) as object;
    expect(state).toMatchObject({ llm: NEWCOMER, responses: 12, advice: { stop: expect.any(Boolean) } });
  });

  it('take tasks, imports, a seed and a router, and say when there is nothing more', async () => {
    const wishes = ['--tasks', 'reasoning', '--sources', 'first,second', '--seed', '4', '--router', 'rasch'];
    const some = await theta('anchors', '--llm', NEWCOMER, '--count', '1000', '--selection', 'random', ...wishes);
    const anchors = lines(some.out);
    expect(new Set(anchors.map(({ task }) => task))).toEqual(new Set(['reasoning']));
    expect(some.notes).toBe(`${anchors.length} of 1000: llm-5 has answered all others that are stored.`);
  });

  it('store without serving', async () => {
    const version = world.served.at(-1);
    const [anchor] = lines((await theta('anchors', '--llm', NEWCOMER, '--count', '1')).out);
    const path = await file('one.jsonl', { id: anchor?.id, performance: 0 });
    const { out } = await theta('submit', path, '--llm', NEWCOMER, '--no-serve', '--json');
    expect(JSON.parse(out)).toMatchObject({ responses: 13, version });
  });

  it.each([
    [['anchors'], /required option '--llm/],
    [['anchors', '--llm', NEWCOMER, '--selection', 'best'], /expected stratified, adaptive or random/],
    [['anchors', '--llm', 'nobody'], /No LLM "nobody"/],
    [['submit', 'nothing.jsonl', '--llm', NEWCOMER], /nothing\.jsonl cannot be read/],
    [['calibration', '--llm', 'nobody'], /No LLM "nobody"/],
  ])('refuse %j as wrong input', async (args, message) => {
    const { code, notes } = await theta(...args);
    expect([code, notes]).toEqual([2, expect.stringMatching(message)]);
  });

  it.each([
    ['a line that is not what it should be', { performance: 1 }, /bad\.jsonl:1: id: /],
    ['an unknown query', { id: 'ffff', performance: 1 }, /ffff: no stored query has this id/],
    ['a score out of range', { id: 'stored-000', performance: 2 }, /expected a score from 0 to 1, got 2/],
  ])('refuse %s', async (_what, line, message) => {
    const { code, notes } = await theta('submit', await file('bad.jsonl', line), '--llm', NEWCOMER);
    expect([code, notes]).toEqual([2, expect.stringMatching(message)]);
  });
});
