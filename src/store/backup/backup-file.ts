import { access, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ThetaError } from '../../domain/errors.js';
import type { Place } from '../open-place.js';
import { backUp } from './backup.js';

export interface WrittenBackup {
  readonly rows: ReadonlyMap<string, number>;
  /** Size of the file. */
  readonly bytes: number;
}

/**
 * Writes a backup under its name only when it is complete and on the disk. Only its owner may read it: it holds queries.
 * Throws FILE_UNREADABLE, also where a file of that name exists and is to stay, and what backUp throws.
 */
export async function backUpToFile(
  place: Place,
  about: { readonly release: string; readonly createdAt: Date },
  file: string,
  overwrite: boolean,
): Promise<WrittenBackup> {
  if (!overwrite && (await exists(file))) {
    throw new ThetaError('FILE_UNREADABLE', `${file} exists and is not replaced.`, {
      hint: 'Name another file, or add --overwrite.',
    });
  }
  const partial = `${file}.partial`;
  // Opened before the database is: a missing folder is better known before minutes of reading than after.
  const handle = await open(partial, 'w', 0o600).catch((cause: Error) => {
    throw new ThetaError('FILE_UNREADABLE', `${file} cannot be written: ${cause.message}.`, { cause });
  });
  try {
    const rows = await backUp(place, about, handle.createWriteStream({ flush: true }));
    await rename(partial, file);
    await syncFolder(dirname(file));
    return { rows, bytes: (await stat(file)).size };
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

/** Makes the new name survive a power cut; where folders cannot be opened (Windows) it does so by itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
