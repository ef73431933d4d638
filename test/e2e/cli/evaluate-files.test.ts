import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open-store.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';
import { migrationsFolder } from '../../integration/store/support/databases.js';

const theta = fileURLToPath(new URL('../../../dist/theta.js', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-evaluate-'));
  await writeFile(join(folder, 'train.jsonl'), scoredQueries(200, 1, ['a', 'b', 'c']));
  await writeFile(join(folder, 'test.jsonl'), scoredQueries(80, 2, ['a', 'b', 'c']));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const evaluate = (...args: string[]) =>
  new Promise<{ readonly code: number; readonly out: string; readonly notes: string }>((resolve) => {
    const env = { ...process.env, THETA_DATA: join(folder, 'data'), DATABASE_URL: '' };
    const data = ['evaluate', '--train', 'train.jsonl', '--test', 'test.jsonl', '--routers', 'knn', '--alpha', '0.8'];
    execFile(process.execPath, [theta, ...data, ...args], { cwd: folder, env }, (error, out, notes) =>
      resolve({ code: error ? Number(error.code) : 0, out, notes }),
    );
  });

describe('theta evaluate', { timeout: 120_000 }, () => {
  it('writes the same report as page, table and document, and stores it', async () => {
    await writeFile(join(folder, 'r.csv'), 'what an earlier run wrote\n'.repeat(10_000));
    const files = ['--html', 'r.html', '--csv', 'r.csv', '--out', 'r.json'];
    const { code, notes } = await evaluate(...files, '--save', '--label', 'first');
    expect([code, notes.includes('Wrote r.html.')]).toEqual([0, true]);
    const [html, csv, json] = await Promise.all(
      ['r.html', 'r.csv', 'r.json'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    const report = JSON.parse(json as string) as { verdict: string[] };
    expect(html).toContain('<h1>first: ');
    expect(csv).toMatch(/^protocol,data,variant,router,alpha,metric,value,low,high,n,seed\r\n/);
    expect(csv).not.toContain('earlier run');
    const id = /Stored as (\S+):/.exec(notes)?.[1] as string;
    const store = await openStore({ dataFolder: join(folder, 'data'), poolSize: 1, migrationsFolder });
    try {
      const stored = await store.evaluations.get(id);
      expect(stored).toMatchObject({ label: 'first', protocol: 'main', verdict: report.verdict[0], report });
    } finally {
      await store.close();
    }
  });

  it('measures the stability of choices: rows for a program, a table and a verdict for people', async () => {
    const { code, out } = await evaluate(
      '--protocol',
      'stability',
      '--param',
      'kinds=["case","typos"]',
      '--json',
      '--html',
      's.html',
    );
    expect(code).toBe(0);
    const report = JSON.parse(out) as {
      verdict: string[];
      stability: { router: string; kind: string | null; queries: number; kept: { value: number; low: number } }[];
    };
    expect(report.stability.filter((row) => row.router === 'knn').map((row) => row.kind)).toEqual([
      'case',
      'typos',
      null,
    ]);
    const [cased, , all] = report.stability;
    expect([cased?.queries, cased?.kept.value]).toEqual([80, 1]);
    expect(all?.kept.value).toBeGreaterThan(0.5);
    expect(report.verdict[0]).toMatch(/of the changes: .*best-single 100\.0 % \[100\.0, 100\.0\]/);
    const html = await readFile(join(folder, 's.html'), 'utf8');
    expect(html).toContain('choices kept');
    expect(html).toContain('all kinds');
  });

  it('says that a file cannot be written before it trains', async () => {
    const { code, notes } = await evaluate('--html', join('missing', 'r.html'));
    expect(code).toBe(2);
    expect(notes).toContain('cannot be written');
    expect(notes).not.toContain('train');
  });
});
