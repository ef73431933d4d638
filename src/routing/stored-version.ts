import { ThetaError } from '../domain/errors.js';
import type { VersionId } from '../domain/ids.js';
import type { RouterSetManifest, RouterSetRepository } from './ports.js';

/** Throws UNKNOWN_VERSION. */
export async function storedVersion(
  routerSets: Pick<RouterSetRepository, 'list'>,
  version: VersionId,
): Promise<RouterSetManifest> {
  const manifest = (await routerSets.list()).find((set) => set.version === version);
  if (manifest) return manifest;
  throw new ThetaError('UNKNOWN_VERSION', `No router set of version ${version} is stored.`);
}
