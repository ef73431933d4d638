import type { VersionId } from './domain/ids.js';
import { ThetaError } from './domain/errors.js';

/** A set whose embedder does not load stops the start; the commands that lead out of it do not load the set. */
export function startTrouble(thrown: unknown, version: VersionId): unknown {
  if (!(thrown instanceof ThetaError)) return thrown;
  if (thrown.code !== 'EMBEDDER_MISMATCH' && thrown.code !== 'EMBEDDER_UNAVAILABLE') return thrown;
  const ways =
    'To serve without it: `theta embed --all --embedder NAME` trains the routers on another embedder, ' +
    '`theta versions` lists the stored sets and `theta versions --promote VERSION` serves one of them.';
  return new ThetaError(thrown.code, `Router set ${version} cannot serve. ${thrown.message}`, {
    hint: [thrown.hint, ways].filter(Boolean).join('\n'),
    cause: thrown,
  });
}
