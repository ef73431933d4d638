import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { ThetaError } from '../domain/errors.js';
import { detectFormat } from './formats/formats.js';
import type { ImportFormat } from './formats/import-format.js';
import type { IgnoredFile } from './import-report.js';
import { isPriceList } from './prices.js';
import { readHead, unreadable } from './source-file.js';

const EXTENSIONS = ['.csv', '.json', '.jsonl'];

export interface DataFile {
  readonly path: string;
  readonly bytes: number;
  readonly format: ImportFormat;
  /** Name of the file without extension: the task of rows that carry none. */
  readonly task: string;
}

/**
 * The data files behind `paths`, in that order; those of a folder are sorted by path. A file reached twice is taken once.
 * What a folder holds beside data is listed as ignored; a file named directly must be data.
 * Throws FILE_UNREADABLE and IMPORT_UNKNOWN_FORMAT.
 */
export async function findDataFiles(
  paths: readonly string[],
): Promise<{ readonly files: readonly DataFile[]; readonly ignored: readonly IgnoredFile[] }> {
  const files = new Map<string, DataFile>();
  const ignored = new Map<string, IgnoredFile>();
  for (const path of paths) {
    const info = await statOf(path);
    const inFolder = info.isDirectory();
    if (!inFolder && !info.isFile()) throw unreadable(path, new Error('it is neither a file nor a folder'));
    for (const file of inFolder ? await walk(path, ignored) : [path]) {
      const found = await inspect(file, inFolder);
      if ('reason' in found) ignored.set(resolve(file), found);
      else files.set(resolve(file), found);
    }
  }
  if (files.size === 0) {
    throw new ThetaError('IMPORT_UNKNOWN_FORMAT', `No data file (${EXTENSIONS.join(', ')}) in ${paths.join(', ')}.`, {
      hint: 'docs/import-formats.md shows the formats.',
    });
  }
  return { files: [...files.values()], ignored: [...ignored.values()] };
}

/** Every file below a folder with one of the extensions, sorted by path; the others are added to `ignored`. */
async function walk(folder: string, ignored: Map<string, IgnoredFile>): Promise<readonly string[]> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true, recursive: true });
  } catch (cause) {
    throw unreadable(folder, cause);
  }
  const found: string[] = [];
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of files.sort()) {
    // A link may point to a folder, even to a parent; only links to files are followed.
    const isFile = (await statOf(path)).isFile();
    if (isFile && EXTENSIONS.includes(extname(path).toLowerCase())) found.push(path);
    else {
      const reason = isFile ? `its name does not end in ${EXTENSIONS.join(', ')}` : 'not a file';
      ignored.set(resolve(path), { path, reason });
    }
  }
  return found;
}

async function inspect(path: string, inFolder: boolean): Promise<DataFile | IgnoredFile> {
  const head = await readHead(path);
  const prices = head !== null && isPriceList(head);
  if (prices && inFolder) return { path, reason: 'a price list' };
  const format = detectFormat(head);
  if (!('id' in format)) {
    const tried = format.map((reason) => `\n  ${reason}`).join('');
    throw new ThetaError('IMPORT_UNKNOWN_FORMAT', `${path} fits none of the known formats:${tried}`, {
      hint: prices ? 'This is a price list; give it as prices.' : 'docs/import-formats.md shows the formats.',
    });
  }
  const { size } = await statOf(path);
  return { path, bytes: size, format, task: basename(path, extname(path)) };
}

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}
