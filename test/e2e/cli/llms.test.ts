import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { readConfig } from '../../../src/config.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'theta-llms-'));
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
async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}
const one = (id: string, more = {}) => JSON.stringify({ id, developer: 'Acme', profile: 'Small.', ...more });

describe('theta llms', () => {
  it('registers one LLM, a list of them, or one a line', async () => {
    const price = { inputPerMillion: 1, outputPerMillion: 2, source: 'price list' };
    const single = await theta('llms', 'register', await file('one.json', one('acme-1', { price })));
    expect(single).toEqual({ code: 0, out: 'Registered acme-1, which is COLD.', notes: '' });
    const list = await theta(
      'llms',
      'register',
      await file('two.json', `[${one('acme-2')}, ${one('acme-3')}]`),
      '--json',
    );
    expect((JSON.parse(list.out) as { id: string }[]).map((llm) => llm.id)).toEqual(['acme-2', 'acme-3']);
    const lines = await theta('llms', 'register', await file('three.jsonl', `${one('acme-4')}\n\n${one('acme-5')}\n`));
    expect(lines.out.split('\n')).toHaveLength(2);
    const { out } = await theta('llms', '--status', 'cold');
    expect(out).toMatch(/acme-1 .*COLD +1 +2/);
    expect(out).toMatch(/acme-5 .*COLD +unpriced/);
  });

  it('changes facts, from the command line and from a file', async () => {
    const set = ['--set', 'contextWindow=128000', '--set', 'family=Acme', '--set', 'tags=["fast"]'];
    expect(await theta('llms', 'update', 'acme-1', ...set)).toMatchObject({
      code: 0,
      out: 'Updated acme-1, which is COLD.',
    });
    const path = await file('facts.json', '{"family": null, "toolCalling": true}');
    await theta('llms', 'update', 'acme-1', '--file', path);
    const { body } = await server.graphql('{ llm(id: "acme-1") { contextWindow family toolCalling tags } }');
    expect(body.data.llm).toEqual({ contextWindow: 128000, family: null, toolCalling: true, tags: ['fast'] });
  });

  it('adds prices, retires and reinstates', async () => {
    const priced = await theta('llms', 'price', 'acme-2', '--input', '0.5', '--output', '1', '--source', 'list');
    expect(priced.out).toMatch(/^acme-2: 0.5 in, 1 out \$\/M from \d{4}-/);
    const retired = await theta('llms', 'retire', 'acme-2', '--reason', 'Too slow.');
    expect(retired.out).toBe('Retired acme-2, which is RETIRED.');
    expect((await theta('llms', 'list', '--status', 'RETIRED')).out).toContain('acme-2');
    expect((await theta('llms', 'reinstate', 'acme-2')).out).toBe('Reinstated acme-2, which is COLD.');
  });

  it.each([
    ['LLM_EXISTS', () => ['llms', 'register', join(folder, 'one.json')]],
    ['FILE_UNREADABLE', () => ['llms', 'register', join(folder, 'nothing.json')]],
    ['LLM_INVALID', () => ['llms', 'update', 'acme-1']],
    ['LLM_INVALID', () => ['llms', 'update', 'acme-1', '--set', 'contextWindow=0']],
    ['UNKNOWN_LLM', () => ['llms', 'retire', 'nobody', '--reason', 'x']],
    ['PRICE_INVALID', () => ['llms', 'price', 'acme-1', '--input', '-1', '--output', '1', '--source', 'x']],
    ['LLM_NOT_CALIBRATED', () => ['pools', 'add', 'pair', 'acme-1']],
    ['POOL_INVALID', () => ['pools', 'delete', 'default']],
  ])('exits with 2 and %s', async (code, args) => {
    const done = await theta(...args());
    expect([done.code, done.out, done.notes]).toEqual([2, '', expect.stringContaining(`${code}: `)]);
  });

  it('says which line of a file is wrong', async () => {
    const broken = await file('broken.jsonl', `${one('acme-6')}\n{nothing\n`);
    expect((await theta('llms', 'register', broken)).notes).toContain('line 2 is no JSON');
    expect((await theta('llms', 'register', await file('number.json', '[7]'))).notes).toContain(
      'entry 1 is no JSON object',
    );
    const field = await theta('llms', 'register', await file('field.json', one('acme-6', { colour: 'red' })));
    expect([field.code, field.notes]).toEqual([2, expect.stringContaining('colour')]);
  });
});

describe('theta pools', () => {
  it('creates, fills, empties and deletes one, and chooses the default', async () => {
    const made = await theta('pools', 'create', 'lab', '--description', 'For trials.', '--llms', 'llm-0,llm-1');
    expect(made).toEqual({ code: 0, out: 'lab: llm-0, llm-1', notes: '' });
    const more = await theta('pools', 'add', 'lab', 'acme-1', 'llm-2', '--allow-uncalibrated');
    expect(more.out).toBe('lab: llm-0, llm-1, acme-1 (COLD, allowed), llm-2');
    expect((await theta('pools', 'default', 'lab')).out).toMatch(/^lab \(default\): /);
    expect((await theta('pools')).out).toMatch(/lab +4 +yes +For trials\./);
    await theta('pools', 'default', 'default');
    expect((await theta('pools', 'remove', 'lab', 'llm-0', 'llm-1', 'llm-2', 'acme-1')).out).toBe('lab: no LLM');
    const left = await theta('pools', 'delete', 'lab', '--json');
    expect((JSON.parse(left.out) as { id: string }[]).map((pool) => pool.id)).toContain('default');
    expect(left.out).not.toContain('lab');
  });
});
