import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { ThetaError } from '../../domain/errors.js';
import type { BackupEntry, BackupHeader } from './format.js';
import { FORMAT_VERSION, MARKS, endSchema, headerSchema, tableSchema } from './format.js';

const NEWLINE = 0x0a;
const OBJECT = 0x7b;
/** Enough of the first line to tell a backup from any other file of lines. */
const FIRST = `["${MARKS.header}"`;

/** What was counted and proved when the last line has been read. */
export interface CheckedBackup {
  readonly header: BackupHeader;
  readonly rows: ReadonlyMap<string, number>;
}

/** Reads a whole backup without keeping it, and throws what readBackup throws. */
export async function checkBackup(file: string): Promise<CheckedBackup> {
  let header: BackupHeader | null = null;
  let rows = new Map<string, number>();
  for await (const entry of readBackup(file)) {
    if (entry.kind === 'header') header = entry.header;
    if (entry.kind === 'end') rows = new Map(Object.entries(entry.end.rows));
  }
  return { header: header as BackupHeader, rows };
}

/**
 * The entries of a backup. Only after the `end` entry is it proved that all of them are as they were written. Throws
 * FILE_UNREADABLE, BACKUP_FOREIGN for another kind of file or a newer layout, and BACKUP_DAMAGED.
 */
export async function* readBackup(file: string): AsyncGenerator<BackupEntry> {
  const digest = createHash('sha256');
  const counted = new Map<string, number>();
  let table: string | null = null;
  let before = '';
  let ended = false;
  for await (const bytes of lines(file)) {
    if (ended) throw damaged(file, 'there are lines after its end');
    if (bytes[0] === OBJECT && before !== '') {
      if (table === null) throw damaged(file, 'a row stands before its table');
      counted.set(table, (counted.get(table) ?? 0) + 1);
      digest.update(bytes).update('\n');
      yield { kind: 'row', json: bytes.toString('utf8') };
      continue;
    }
    const entry = control(file, bytes.toString('utf8'), before === '');
    before = entry.kind;
    if (entry.kind === 'end') {
      const sha256 = digest.digest('hex');
      if (sha256 !== entry.end.sha256) throw damaged(file, 'its SHA-256 is not that of what it holds');
      for (const [name, rows] of Object.entries(entry.end.rows)) {
        if ((counted.get(name) ?? 0) !== rows) throw damaged(file, `${name} has not the ${rows} rows that it had`);
      }
      ended = true;
    } else {
      digest.update(bytes).update('\n');
      if (entry.kind === 'table') table = entry.table.name;
    }
    yield entry;
  }
  if (!ended) throw damaged(file, 'its end is missing');
}

function control(file: string, text: string, first: boolean): BackupEntry {
  if (first && !text.startsWith(FIRST)) throw foreign(file, 'its first line is not that of a backup');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw damaged(file, 'a line is not JSON');
  }
  const [mark, value] = z.tuple([z.string(), z.unknown()]).safeParse(content).data ?? [];
  if (first) {
    const { format } = z.object({ format: z.number() }).safeParse(value).data ?? {};
    if (format !== undefined && format > FORMAT_VERSION) {
      throw foreign(file, `it has layout ${format}, and this release reads up to ${FORMAT_VERSION}`);
    }
    const header = headerSchema.safeParse(value).data;
    if (header) return { kind: 'header', header };
  } else if (mark === MARKS.table) {
    const table = tableSchema.safeParse(value).data;
    if (table) return { kind: 'table', table };
  } else if (mark === MARKS.end) {
    const end = endSchema.safeParse(value).data;
    if (end) return { kind: 'end', end };
  }
  throw damaged(file, 'a line has an unknown form');
}

/**
 * Lines without their ends. node:readline would also cut at U+2028, which JSON texts may hold as it is, and gives no bytes
 * for the digest.
 */
async function* lines(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of unpacked(file)) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const last = chunk.subarray(from, end);
      yield rest.length === 0 ? last : Buffer.concat([...rest, last]);
      rest = [];
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) throw damaged(file, 'its last line has no end');
}

async function* unpacked(file: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  // Errors of either come out of the loop below.
  pipeline(createReadStream(file), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    throw unreadable(file, error as NodeJS.ErrnoException);
  }
}

function unreadable(file: string, error: NodeJS.ErrnoException): unknown {
  // The name of a backup that was not packed by gzip at all.
  if (error.code === 'Z_DATA_ERROR' && error.message === 'incorrect header check') {
    return foreign(file, 'it is not packed by gzip');
  }
  if (error.code?.startsWith('Z_')) return damaged(file, error.message);
  if (error.syscall === undefined) return error;
  return new ThetaError('FILE_UNREADABLE', `${file} cannot be read: ${error.message}.`, { cause: error });
}

const damaged = (file: string, why: string) =>
  new ThetaError('BACKUP_DAMAGED', `The backup ${file} is truncated or damaged: ${why}.`, {
    hint: 'Use another backup. Nothing was changed.',
  });
const foreign = (file: string, why: string) =>
  new ThetaError('BACKUP_FOREIGN', `${file} is no backup that this release can read: ${why}.`, {
    hint: '`theta backup FILE` writes one. A backup of a newer release is restored by that release or a later one.',
  });
