import { join } from 'node:path';
import { readAbilitiesFile, readCatalogueFile } from './data/catalogue-file.js';
import { blobOf } from './jobs/router-set-folder.js';
import { digestsOf } from './routing/ports.js';
import type { OpenDatabase } from './open-database.js';

/**
 * Stores the shipped set and catalogue where the database does not have them. It serves where nothing does, or where an
 * earlier release's shipped set did: what an operator trained and promoted stays.
 */
export async function seedBootstrap({ store, bootstrap: folder, bootstrapPath: path }: OpenDatabase): Promise<void> {
  const stored = await store.routerSets.list();
  if (stored.some((set) => set.version === folder.manifest.version)) return;
  const [catalogue, abilities] = await Promise.all([
    readCatalogueFile(join(path, 'catalogue.json')),
    readAbilitiesFile(join(path, 'abilities.json')),
  ]);
  await store.catalogue.seed(catalogue, abilities, 0);
  const read = blobOf(folder);
  const blobs = new Map(
    await Promise.all(digestsOf(folder.manifest).map(async (digest) => [digest, await read(digest)] as const)),
  );
  await store.routerSets.save(folder.manifest, blobs);
  const serving = await store.routerSets.current();
  if (!serving || serving.label === folder.manifest.label) await store.routerSets.promote(folder.manifest.version);
}
