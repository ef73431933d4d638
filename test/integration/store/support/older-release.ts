import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrationsFolder, temporaryFolder } from './databases.js';

interface Journal {
  readonly entries: readonly { readonly idx: number; readonly tag: string }[];
}

/** The migrations of a release whose last one has this number, in a folder of their own. */
export async function migrationsUpTo(last: number): Promise<{ readonly folder: string; drop(): Promise<void> }> {
  const folder = await temporaryFolder();
  const journal = JSON.parse(await readFile(join(migrationsFolder, 'meta/_journal.json'), 'utf8')) as Journal;
  const entries = journal.entries.filter(({ idx }) => idx <= last);
  await mkdir(join(folder, 'meta'));
  await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  for (const { tag } of entries) await copyFile(join(migrationsFolder, `${tag}.sql`), join(folder, `${tag}.sql`));
  return { folder, drop: () => rm(folder, { recursive: true, force: true }) };
}
