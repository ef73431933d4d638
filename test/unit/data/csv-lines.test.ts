import { describe, expect, it } from 'vitest';
import { IMPORT_FORMATS } from '../../../src/data/formats/formats.js';
import type { RawRecord } from '../../../src/data/formats/import-format.js';
import { readBytes } from '../../../src/data/source-file.js';
import { goldens, tempFile } from './temp-files.js';

interface Golden {
  readonly bytes: string;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}
// Made by Python's csv module: test/fixtures/generators/data-layer.py
const files = goldens<Golden>('csv-lines.jsonl');
const format = IMPORT_FORMATS.find(({ id }) => id === 'irt-router') as (typeof IMPORT_FORMATS)[number];

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: AsyncIterable<Uint8Array>): Promise<RawRecord[]> {
  const records: RawRecord[] = [];
  for await (const batch of format.read(bytes)) records.push(...(batch as RawRecord[]));
  return records;
}

describe('CSV reading equals the csv module of Python', () => {
  it.each(files.map((golden, i) => ({ golden, i })))('file $i: same cells, same first lines', async ({ golden }) => {
    const path = tempFile('golden.csv', Buffer.from(golden.bytes, 'base64'));
    const records = await read(readBytes(path, () => undefined));
    expect(records.map(({ line, text, answers }) => ({ line, cells: [text, answers[0]?.llm] }))).toEqual(
      golden.rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, 2) })),
    );
  });

  it.each([1, 2, 7])('gives the same when the bytes come %i at a time', async (size) => {
    const bytes = Buffer.from((files[2] as Golden).bytes, 'base64');
    const records = await read(inPieces(bytes, size));
    expect(records.map(({ line, text }) => [line, text])).toEqual(
      (files[2] as Golden).rows.map(({ line, cells }) => [line, cells[0]]),
    );
  });
});
