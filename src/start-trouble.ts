import type { VersionId } from './domain/ids.js';
import { ThetaError } from './domain/errors.js';

/** A set that does not load stops the start; the commands that lead out of it do not load the set. */
export function startTrouble(thrown: unknown, version: VersionId): unknown {
  if (!(thrown instanceof ThetaError)) return thrown;
  const isDamaged = thrown.code === 'ARTIFACT_CORRUPT' || thrown.code === 'ARTIFACT_FOREIGN';
  if (!isDamaged && thrown.code !== 'EMBEDDER_MISMATCH' && thrown.code !== 'EMBEDDER_UNAVAILABLE') return thrown;
  const retrain = '`theta embed --all --embedder NAME` trains the routers on another embedder, ';
  const ways =
    `To serve without it: ${isDamaged ? '' : retrain}` +
    '`theta versions` lists the stored sets and `theta versions --promote VERSION` serves one of them.';
  return new ThetaError(thrown.code, `Router set ${version} cannot serve. ${thrown.message}`, {
    hint: [thrown.hint, ways].filter(Boolean).join('\n'),
    cause: thrown,
  });
}
