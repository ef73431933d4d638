import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import type { Progress } from '../../../src/domain/run.js';
import type { ResponseRow } from '../../../src/data/ports.js';
import { importPaths, readRows } from '../../../src/data/import.js';
import { tempFile, tempFiles } from './temp-files.js';

const LONG = 'question,llm,performance\n';
const DC = '[{"question": "shared", "scores": {"a": 0.93, "b": 0}}]';
const BENCH = 'sample_id,prompt,eval_name,a\n1,bench,arc,1\n';
const JSONL = '{"query": "shared", "llm": "b", "performance": 1}\n';
const PRICES = '[{"llm": "a", "inputPricePerMillion": 1, "outputPricePerMillion": 2}]';

describe('importPaths: files and folders', () => {
  it('reads a folder recursively in sorted order, finds formats by content and lists what it ignored', async () => {
    const folder = tempFiles({
      'b/routerdc.csv': DC, // the extension says nothing
      'a.JSON': LONG + 'q,a,0.5\n',
      'c/bench.csv': BENCH,
      'c/own.jsonl': JSONL,
      'README.md': '# notes',
      'llms.json': PRICES,
      'prices.csv': 'llm,inputPricePerMillion,outputPricePerMillion\na,1,2\n',
    });
    const { matrix, report } = await importPaths([folder]);
    expect(report.files.map((f) => [relative(folder, f.path), f.format, f.scoreRule, f.rows, f.queries])).toEqual([
      ['a.JSON', 'irt-router', 'as-is', 1, 1],
      ['b/routerdc.csv', 'routerdc', 'above-zero', 2, 1],
      ['c/bench.csv', 'routerbench', 'as-is', 1, 1],
      ['c/own.jsonl', 'jsonl', 'as-is', 1, 1],
    ]);
    expect(report.ignored.map((f) => [relative(folder, f.path), f.reason])).toEqual([
      ['README.md', 'its name does not end in .csv, .json, .jsonl'],
      ['llms.json', 'a price list'],
      ['prices.csv', 'a price list'],
    ]);
    expect(report.totals).toEqual({ files: 4, rows: 5, queries: 3, badRows: 0, unknownLlms: {} });
    expect(matrix.queries.map((q) => [q.text, q.task])).toEqual([
      ['q', 'a'],
      ['shared', 'routerdc'],
      ['bench', 'arc'],
    ]);
    // a gave 0.93 (right), b gave 0 in one file and 1 in the other.
    expect([...matrix.performance]).toEqual([0.5, 1, 0.5, 1]);
  });

  it('takes a file once that two paths lead to, and follows links to files only', async () => {
    const folder = tempFiles({ 'x.csv': LONG + 'q,a,1\n', 'sub/y.csv': LONG + 'r,a,1\n' });
    symlinkSync(folder, join(folder, 'loop'));
    symlinkSync(join(folder, 'sub/y.csv'), join(folder, 'link.csv'));
    const { report } = await importPaths([join(folder, 'x.csv'), folder]);
    expect(report.files.map((f) => relative(folder, f.path))).toEqual(['x.csv', 'link.csv', 'sub/y.csv']);
    expect(report.ignored).toEqual([{ path: join(folder, 'loop'), reason: 'not a file' }]);
  });

  it('names every format tried and why each does not fit', async () => {
    const path = tempFile('notes.csv', 'title,body\nhello,world\n');
    await expect(importPaths([path])).rejects.toMatchObject({
      code: 'IMPORT_UNKNOWN_FORMAT',
      message: [
        `${path} fits none of the known formats:`,
        '  RouterBench wide CSV: its first line has no column prompt, eval_name',
        '  RouterDC JSON: it is not a JSON list',
        '  IRT-Router long CSV: its first line has no column question, llm, performance',
        '  ThetaRouter JSONL: its first line is not a JSON object',
      ].join('\n'),
    });
  });

  it.each([
    ['an empty file', '', 'ThetaRouter JSONL: it is empty'],
    ['other JSON', '{"a": 1}', 'ThetaRouter JSONL: its first object has no "query"'],
    ['a JSON list of something else', '[{"question": 1}]', 'its first element is not { question, scores: { … } }'],
    ['an empty list', '[]', 'its list is empty'],
    ['broken JSON', '[nope]', 'it is not JSON'],
    ['binary bytes', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 9]), 'it is not UTF-8 text'],
    ['Latin-1', Buffer.from(LONG + 'Zürich,a,1\n', 'latin1'), 'it is not UTF-8 text'],
    ['a column that stands twice', 'question,llm,performance,llm\n', 'its column "llm" stands twice'],
    ['a wide table without LLMs', 'sample_id,prompt,eval_name\n', 'no column of an LLM'],
    ['JSONL without an LLM', '{"query": "q"}\n', 'neither "llm" nor "responses"'],
  ])('refuses %s', async (_what, content, reason) => {
    const path = tempFile('x.csv', content);
    const error = { code: 'IMPORT_UNKNOWN_FORMAT', message: expect.stringContaining(reason) as string };
    await expect(importPaths([path])).rejects.toMatchObject(error);
    await expect(importPaths([join(path, '..')])).rejects.toMatchObject(error);
  });

  it('says that a price list is one, when it is named as data', async () => {
    await expect(importPaths([tempFile('llms.json', PRICES)])).rejects.toMatchObject({
      code: 'IMPORT_UNKNOWN_FORMAT',
      hint: expect.stringContaining('price list') as string,
    });
  });

  it('refuses a folder without data and a path that is not there', async () => {
    const folder = tempFiles({ 'README.md': 'x' });
    await expect(importPaths([folder])).rejects.toMatchObject({ code: 'IMPORT_UNKNOWN_FORMAT' });
    const missing = join(folder, 'gone.csv');
    await expect(importPaths([missing])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: `${missing} cannot be read: it does not exist.`,
    });
  });

  it.skipIf(process.getuid?.() === 0)('refuses a file without permission', async () => {
    const path = tempFile('x.csv', LONG);
    chmodSync(path, 0);
    await expect(importPaths([path])).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('refuses bytes that are not UTF-8 behind the part that the format was found in', async () => {
    const good = Buffer.from(LONG + 'q,a,1\n'.repeat(200_000));
    const path = tempFile('x.csv', Buffer.concat([good, Buffer.from('Zürich,a,1\n', 'latin1')]));
    await expect(importPaths([path], { onBadRow: 'skip' })).rejects.toThrow(/not UTF-8/);
  });

  it('ends a file that breaks off in the middle of a character with an error', async () => {
    const cut = Buffer.from(LONG + 'q,a,1\n中').subarray(0, -1);
    await expect(importPaths([tempFile('x.csv', cut)])).rejects.toThrow(/not UTF-8/);
  });
});

describe('importPaths: bad rows', () => {
  const path = () => tempFile('x.csv', LONG + 'q,a,1\nq,a,7\n' + 'q,,1\n'.repeat(30));

  it('stops at the first by default, naming file, line and reason', async () => {
    const file = path();
    await expect(importPaths([file])).rejects.toMatchObject({
      code: 'IMPORT_BAD_ROW',
      message: `${file}:3: the performance of a must be a number from 0 to 1, got "7".`,
    });
  });

  it('skips and counts them, showing the first 20', async () => {
    const { matrix, report } = await importPaths([path()], { onBadRow: 'skip' });
    expect(matrix.performance).toHaveLength(1);
    expect(report.files[0]?.badRows.total).toBe(31);
    expect(report.files[0]?.badRows.first).toHaveLength(20);
    expect(report.files[0]?.badRows.first.at(-1)?.line).toBe(22);
    expect(report.totals).toMatchObject({ rows: 1, badRows: 31 });
  });
});

describe('importPaths: names of LLMs', () => {
  const llmNames = new Map([
    ['gpt-4', llmId('gpt-4-0613')],
    ['gpt-4-0613', llmId('gpt-4-0613')],
  ]);
  const file = () => tempFile('x.csv', LONG + 'q,GPT-4,1\nq,new-llm,0.5\nr,gpt-4-0613,0\nr,new-llm,1\ns,Other,1\n');

  it('takes aliases whatever their case, and accepts and reports unknown names', async () => {
    const { matrix, report } = await importPaths([file()], { llmNames });
    expect(matrix.llms).toEqual(['Other', 'gpt-4-0613', 'new-llm']);
    expect(report.files[0]?.unknownLlms).toEqual({ 'new-llm': 2, Other: 1 });
    expect(report.totals).toMatchObject({ rows: 5, unknownLlms: { Other: 1, 'new-llm': 2 } });
  });

  it('skips unknown LLMs on request; their queries are not counted', async () => {
    const { matrix, report } = await importPaths([file()], { llmNames, unknownLlms: 'skip' });
    expect(matrix.llms).toEqual(['gpt-4-0613']);
    expect(matrix.queries.map((q) => q.text)).toEqual(['q', 'r']);
    expect(report.totals).toEqual({
      files: 1,
      rows: 2,
      queries: 2,
      badRows: 0,
      unknownLlms: { Other: 1, 'new-llm': 2 },
    });
  });

  it('refuses unknown LLMs on request, listing all of them over all files', async () => {
    const paths = [file(), tempFile('y.csv', LONG + 'q,third,1\n')];
    await expect(importPaths(paths, { llmNames, unknownLlms: 'fail' })).rejects.toMatchObject({
      code: 'IMPORT_UNKNOWN_LLM',
      message: 'The catalogue does not hold Other (1 rows), new-llm (2 rows), third (1 rows).',
    });
  });
});

describe('readRows, progress and cancelling', () => {
  it('streams batches in the order of the files and has the report at the end', async () => {
    const rows = 5000;
    const lines = Array.from({ length: rows }, (_, i) => `q${i},a,1\n`).join('');
    const reading = await readRows([tempFile('x.csv', LONG + lines), tempFile('y.json', DC)]);
    expect(() => reading.report()).toThrow('complete only');
    const seen: ResponseRow[] = [];
    let batches = 0;
    for await (const batch of reading.rows) {
      seen.push(...batch);
      batches++;
    }
    expect(batches).toBeGreaterThan(5);
    expect(seen).toHaveLength(rows + 2);
    expect(seen[4999]?.text).toBe('q4999');
    expect(seen.at(-2)).toEqual({
      text: 'shared',
      task: 'y',
      llm: 'a',
      performance: 1,
      cost: null,
      inputTokens: null,
      outputTokens: null,
    });
    expect(reading.report().totals).toMatchObject({ files: 2, rows: rows + 2, queries: rows + 1 });
  });

  it('checks every file before the first row', async () => {
    const paths = [tempFile('x.csv', LONG + 'q,a,1\n'), tempFile('y.csv', 'no data')];
    await expect(readRows(paths)).rejects.toMatchObject({ code: 'IMPORT_UNKNOWN_FORMAT' });
  });

  it('tells bytes of all bytes, rising to the end', async () => {
    const steps: Progress[] = [];
    const paths = [tempFile('x.csv', '\uFEFF' + LONG + 'q,a,1\n'.repeat(60_000)), tempFile('y.json', DC)];
    await importPaths(paths, { onProgress: (step) => steps.push(step) });
    const total = 3 + LONG.length + 6 * 60_000 + DC.length;
    expect(steps.length).toBeGreaterThan(3);
    expect(steps.every((s) => s.total === total && s.unit === 'bytes' && s.stage === 'import')).toBe(true);
    expect(steps.map((s) => s.done)).toEqual(steps.map((s) => s.done).sort((a, b) => a - b));
    expect(steps.at(-1)?.done).toBe(total);
  });

  it('stops when it is cancelled, before and in the middle of a file', async () => {
    const path = tempFile('x.csv', LONG + 'q,a,1\n'.repeat(200_000));
    await expect(importPaths([path], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
    const controller = new AbortController();
    let done = 0;
    const onProgress = (step: Progress) => {
      done = step.done;
      controller.abort();
    };
    await expect(importPaths([path], { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(400_000);
  });

  it('lets a reader stop early without a stray error', async () => {
    const reading = await readRows([tempFile('x.csv', LONG + 'q,a,1\n'.repeat(200_000))]);
    for await (const batch of reading.rows) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 20)); // an unhandled rejection would fail the run
    expect(() => reading.report()).toThrow('complete only');
  });

  it('reads a folder named twice once, and minds no empty subfolder', async () => {
    const folder = tempFiles({ 'x.csv': LONG + 'q,a,1\n', 'notes.txt': '', 'llms.json': PRICES });
    mkdirSync(join(folder, 'empty'));
    const { report } = await importPaths([folder, join(folder, '.')]);
    expect([report.totals.files, report.totals.rows, report.ignored.length]).toEqual([1, 1, 2]);
  });
});
