import type { RouterSetManifest } from '../../routing/ports.js';
import { digestsOf } from '../../routing/ports.js';
import type { RouterSet } from '../../routing/router-set.js';
import type { Finding } from './finding.js';
import { failed, failure, ok, skipped } from './finding.js';

/** What is looked at: the version that serves, or the shipped one where nothing does yet. */
export interface Serving {
  readonly manifest: RouterSetManifest;
  readonly shipped: boolean;
  /** Throws ARTIFACT_CORRUPT where bytes are missing or have changed. */
  blob(digest: string): Promise<Uint8Array>;
  /** As a start does it. */
  load(): Promise<RouterSet>;
}

export async function checkServing(serving: Serving | null): Promise<Finding[]> {
  if (serving === null) {
    return [
      failed('serving version', 'The database says of no version that it serves.', 'theta versions --promote VERSION'),
    ];
  }
  const { manifest, shipped } = serving;
  const digests = digestsOf(manifest);
  try {
    for (const digest of digests) await serving.blob(digest);
  } catch (thrown) {
    return [failure('checksums', thrown), skipped('serving version', 'Not loaded, as an artifact of it is damaged')];
  }
  const checksums = ok('checksums', `${digests.length} artifacts of ${manifest.version} are as they were written`);
  let set: RouterSet;
  try {
    set = await serving.load();
  } catch (thrown) {
    return [checksums, failure('serving version', thrown)];
  }
  try {
    const named = `${manifest.version}${shipped ? ', the shipped one,' : ''}`;
    return [
      checksums,
      ok('serving version', `${named} loads with ${set.routers.size} routers`),
      await checkEmbedder(set),
    ];
  } finally {
    await set.dispose();
  }
}

async function checkEmbedder({ embedder }: Pick<RouterSet, 'embedder'>): Promise<Finding> {
  try {
    const { healthy, detail } = await embedder.health();
    if (healthy) return ok('embedder', `${embedder.name} answers (${detail})`);
    return failed('embedder', `${embedder.name} does not embed: ${detail}`, 'docs/embedders.md, When it does not work');
  } catch (thrown) {
    return failure('embedder', thrown);
  }
}
