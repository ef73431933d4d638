import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { readConfig } from '../../../src/config.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
let folder: string;
let decided: string[];
beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'theta-learning-'));
  const inputs = Array.from({ length: 60 }, (_, i) => ({ query: `question ${i}`, alpha: 1 }));
  const { body } = await server.graphql(
    'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id } } }',
    { inputs },
  );
  decided = body.data.routeMany.map(({ id }: { id: string }) => id);
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

async function file(name: string, lines: readonly unknown[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}

describe('theta feedback', () => {
  it('records a file, says which lines were refused, and tells that by the exit code', async () => {
    const lines = [{ decisionId: decided[0], thumbs: 'UP', reporter: 'ann' }, '', { decisionId: 'none', score: 1 }];
    const { code, out, notes } = await theta(
      'feedback',
      'record',
      await file('some.jsonl', lines),
      '--reporter',
      'ben',
    );
    expect([code, out]).toEqual([2, '1 recorded, 1 refused.']);
    expect(notes).toMatch(/^line 3: UNKNOWN_DECISION: No decision none is logged/);
    expect(server.feedback.stored.map(({ reporter }) => reporter)).toEqual(['ann']);
  });

  it('takes the reporter of the command where a line has none, and prints JSON', async () => {
    const path = await file('more.jsonl', [{ decisionId: decided[1], score: 0.5, idempotencyKey: 'k' }]);
    const { code, out } = await theta('feedback', 'record', path, '--reporter', 'ben', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([{ line: 1, feedback: { id: expect.any(String) }, error: null }]);
    expect(server.feedback.stored.at(-1)).toMatchObject({ reporter: 'ben', score: 0.5 });
  });

  it.each([
    [['feedback', 'record', 'nowhere.jsonl'], /FILE_UNREADABLE/],
    [['feedback', 'record'], /missing required argument/],
  ])('refuses %j as wrong input', async (args, message) => {
    const { code, notes } = await theta(...args);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
  });

  it('records nothing of a file with a line that is no object', async () => {
    const path = await file('bad.jsonl', [{ decisionId: decided[2], score: 1 }, '[1]']);
    const { code, notes } = await theta('feedback', 'record', path);
    expect([code, server.feedback.stored.length]).toEqual([2, 2]);
    expect(notes).toMatch(/IMPORT_BAD_ROW: Line 2 is no JSON object/);
  });

  it('reports what there is', async () => {
    const { out } = await theta('feedback', 'report');
    expect(out).toMatch(/^2 statements of 2 reporters .* 2 teach, 2 of them are new/);
    expect(out).toContain('No reporter stands out.');
    expect(JSON.parse((await theta('feedback', 'report', '--json')).out)).toMatchObject({ read: 2, fresh: 2 });
  });
});

describe('theta learn and theta rollback', () => {
  const versions = () => server.versions.history.map(({ version }) => version);

  it('shows what an update changes, approves it, compares versions and goes back', async () => {
    const lines = decided.map((decisionId) => ({ decisionId, score: 0, reporter: 'grader' }));
    await theta('feedback', 'record', await file('all.jsonl', lines));
    const { code, out } = await theta('learn');
    expect(code).toBe(0);
    const made = server.versions.stored.at(-1)?.version as string;
    expect(out).toMatch(new RegExp(`^Version ${made} has learned from \\d+ new statements over v1\\.`));
    expect(out).toContain(`\`theta learn approve ${made}\` lets it serve, beyond its limits.`);
    expect(out).toMatch(/! \d+ new statements count; at least 100 are wanted\./);
    expect(out).toMatch(/router +changed +most frequent move +largest move of mean P̂ +cost C +gain in S\n/);
    expect(out).toMatch(/Abilities that moved:\nrouter +LLM +ability +before +after\n/);

    const approved = await theta('learn', 'approve', made);
    expect([approved.code, approved.out]).toEqual([0, `Version ${made} serves now.`]);
    expect(versions()).toEqual(['v1', made]);
    expect((await theta('learn', 'diff', 'v1', made)).out).toMatch(/^Decisions by v1 and \S+, α = 0\.8:\nrouter/);
    const asJson = JSON.parse((await theta('learn', 'diff', 'v1', 'v1', '--json')).out);
    expect(asJson).toMatchObject({ from: 'v1', to: 'v1', abilities: [] });

    const back = await theta('rollback');
    expect([back.code, back.out]).toEqual([0, 'Version v1 serves again.']);
    expect(versions()).toEqual(['v1', made, 'v1']);
    expect((await theta('rollback')).code).toBe(3);
  });

  it('serves nothing that is beyond the limits, and prints JSON', async () => {
    const { out } = await theta('learn', '--approve', '--json');
    expect(JSON.parse(out)).toMatchObject({ over: 'v1', approved: false, withinLimits: false });
    expect(versions().at(-1)).toBe('v1');
  });

  it('says what it cannot do', async () => {
    expect(await theta('learn', 'approve', 'v9')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/UNKNOWN_VERSION/),
    });
    expect(await theta('learn', 'approve', 'v1')).toMatchObject({
      code: 3,
      notes: expect.stringMatching(/UPDATE_OUTDATED/),
    });
  });
});

describe('docs/feedback.md', () => {
  it('shows commands that run as written', async () => {
    const page = await readFile(new URL('../../../docs/feedback.md', import.meta.url), 'utf8');
    const block = /```sh\n([\s\S]*?)```/.exec(page)?.[1] as string;
    const line = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] as string) as object;
    const statements = await file('docs.jsonl', [{ ...line, decisionId: decided[3], reporter: 'docs' }]);
    const commands = block.trim().split('\n');
    expect(commands).toHaveLength(5);
    for (const command of commands) {
      const version = server.versions.stored.at(-1)?.version as string;
      const words = command.replace('statements.jsonl', statements).replace('VERSION', version).split(' ').slice(2);
      expect([command, (await theta(...words)).code]).toEqual([command, 0]);
    }
  });
});
