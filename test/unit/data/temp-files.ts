import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with these files, by relative path, gone when the test ends. */
export function tempFiles(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'theta-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A folder with one file, and the path of that file. */
export const tempFile = (name: string, content: string | Uint8Array): string =>
  join(tempFiles({ [name]: content }), name);

/** The golden values of test/fixtures/data/<name>, one JSON value on each line. */
export function goldens<T>(name: string): readonly T[] {
  const text = readFileSync(new URL(`../../fixtures/data/${name}`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}
