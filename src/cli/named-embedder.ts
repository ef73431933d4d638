import type { Config } from '../config.js';
import type { Artifact } from '../domain/artifact.js';
import { decodeArtifact } from '../domain/artifact.js';
import { ThetaError } from '../domain/errors.js';
import { configuredSpec } from '../embedder-spec.js';
import { embedderSettings } from '../embedder-settings.js';
import type { Store } from '../store/open-store.js';
import type { SavedEmbedder } from '../tensor/embedder.js';
import { embedderHost } from '../tensor/embedders/host.js';
import { LEXICAL_KIND } from '../tensor/embedders/lexical/index.js';
import { loadEmbedder, openEmbedder } from '../tensor/embedders/open.js';
import type { ProgressDisplay, Terminal } from './output.js';
import { withWorkshop } from './with-product.js';

/**
 * The embedder of that name, or the configured one. The lexical one is that of the serving set; where neither a name nor
 * the configuration asks for another, it is the serving one of whatever kind. Throws CONFIG_INVALID, EMBEDDER_UNAVAILABLE
 * or CANCELLED.
 */
export async function namedEmbedder(
  name: string | null,
  config: Config,
  terminal: Terminal,
  { show }: ProgressDisplay,
  signal: AbortSignal,
): Promise<SavedEmbedder> {
  const spec = configuredSpec(config)(name);
  const log = (line: string) => terminal.note(line);
  const host = embedderHost(embedderSettings(config), { log, onProgress: show, uniform: Math.random });
  if (spec.kind !== 'lexical') return openEmbedder(spec, host, signal);
  const artifact = await withWorkshop(config, terminal, ({ store }) => servingArtifact(store, name === null));
  return loadEmbedder(artifact, host);
}

async function servingArtifact({ routerSets }: Store, ofAnyKind: boolean): Promise<Artifact> {
  const serving = await routerSets.current();
  if (!serving) throw new ThetaError('NO_ROUTER_SET', 'The database holds no router set that serves.');
  const artifact = decodeArtifact(await routerSets.blob(serving.embedder), `the embedder of ${serving.version}`);
  if (ofAnyKind || artifact.kind === LEXICAL_KIND) return artifact;
  throw new ThetaError('CONFIG_INVALID', `Router set ${serving.version} serves with another embedder than lexical.`, {
    hint: 'The lexical embedder is learned in training: `theta embed --all --embedder lexical` trains a set with it. Name another one with --embedder.',
  });
}
