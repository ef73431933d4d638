import type { VersionId } from '../../domain/ids.js';
import type { RouterSetManifest } from '../../routing/ports.js';
import { evidenceSummary } from './evidence-versions.js';

/**
 * Leaves out the versions that a list need not show: of those with the same routers that differ in evidence alone, all but the newest and
 * the one that serves. They stay stored, since logged decisions name them, and can be promoted by name.
 */
export function withoutSuperseded(
  newestFirst: readonly RouterSetManifest[],
  serving: VersionId | undefined,
): readonly RouterSetManifest[] {
  const shown = new Set<string>();
  return newestFirst.filter((manifest) => {
    const of = evidenceSummary(manifest)?.of;
    if (of === undefined) return true;
    const isNewest = !shown.has(of);
    shown.add(of);
    return isNewest || manifest.version === serving;
  });
}
