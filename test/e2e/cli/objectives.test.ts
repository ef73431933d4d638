import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTheta } from '../../fixtures/run-theta.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-objectives-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const theta = (...args: string[]) => runTheta(folder, args);
const QUERY = 'Prove that √2 is irrational';

describe('objectives on the command line', { timeout: 120_000 }, () => {
  it('a share of the best LLM comes with what it gave on the held-out queries of the shipped version', async () => {
    const { out, code } = await theta('route', QUERY, '--share-of-best', '0.95', '--json');
    expect(code).toBe(0);
    const { target, alpha } = JSON.parse(out) as { alpha: number; target: { heldOut: Record<string, unknown> } };
    expect(target).toMatchObject({ kind: 'SHARE_OF_BEST', value: 0.95, met: true });
    expect(target.heldOut).toMatchObject({
      queries: expect.any(Number) as number,
      bestLlm: expect.any(String) as string,
    });
    expect(alpha).toBeGreaterThan(0);
  });

  it('a ceiling is printed in words, with intervals beside P̂', async () => {
    const { out, code } = await theta('route', QUERY, '--max-cost-per-thousand', '0.5');
    expect(code).toBe(0);
    expect(out).toMatch(/is what at most \$0\.5 per thousand queries takes: on \d+ held-out queries/);
    expect(out).toMatch(/LLM\s+P̂\s+90 %\s+cost C/);
  });

  it('what cannot be is refused with what can', async () => {
    const two = await theta('route', QUERY, '--alpha', '0.5', '--balance', '0.5');
    expect(two.code).toBe(2);
    expect(two.notes).toContain('Expected one objective, got 2: α, objective.balance.');
    const cheap = await theta('route', QUERY, '--max-cost', '0.0000000001');
    expect(cheap.code).not.toBe(0);
    expect(cheap.notes).toContain('The cheapest answer is expected to cost');
  });

  it('a safe LLM answers what is unlike the training queries, and is printed', async () => {
    const foreign = '7313 99 1204 88 51 60606';
    const { out, code } = await theta('route', foreign, '--safe-llm', 'gpt-4-1106-preview', '--alpha', '0');
    expect(code).toBe(0);
    expect(out).toMatch(/^→ .+ \(gpt-4-1106-preview\)\n\nThis query is unlike the training queries, so the safe LLM /);
    expect(out).toMatch(
      /\ngpt-4-1106-preview is expected to cost .+\nsafe LLM gpt-4-1106-preview: taken \(UNLIKE_TRAINING\)\n/,
    );
    const never = await theta('route', foreign, '--safe-llm', 'gpt-4-1106-preview', '--abstain-below', '0', '--json');
    expect(JSON.parse(never.out)).toMatchObject({
      abstention: { abstained: false, threshold: 0, llm: 'gpt-4-1106-preview' },
    });
    const unknown = await theta('route', foreign, '--safe-llm', 'nobody');
    expect([unknown.code, unknown.notes]).toEqual([2, expect.stringContaining('UNKNOWN_LLM: No LLM "nobody"')]);
  });

  it('theta versions --calibration shows ECE before and after for each router', async () => {
    const { out, code } = await theta('versions', '--calibration');
    expect(code).toBe(0);
    expect(out).toMatch(/on \d+ held-out queries:/);
    expect(out).toMatch(/hirt\s+0\.0\d+\s+0\.0\d+\s+0\.\d+\s+0\.\d+\s+\d+\.\d %\s+\d+\.\d %/);
    expect(out).toMatch(/zooter\s+not calibrated/);
    const routers = JSON.parse((await theta('versions', '--calibration', '--json')).out) as {
      router: string;
      calibration: { after: { ece: number } } | null;
    }[];
    for (const { calibration } of routers) expect(calibration?.after.ece ?? 0).toBeLessThan(0.02);
    const unknown = await theta('versions', '--calibration', 'v0');
    expect(unknown.notes).toContain('No router set of version v0 is stored.');
  });
});
