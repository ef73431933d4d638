import type { Config } from '../config.js';
import { decodeArtifact } from '../domain/artifact.js';
import { ThetaError } from '../domain/errors.js';
import { configuredSpec } from '../embedder-spec.js';
import { embedderSettings } from '../embedder-settings.js';
import type { Store } from '../store/open-store.js';
import type { SavedEmbedder } from '../tensor/embedder.js';
import { embedderHost } from '../tensor/embedders/host.js';
import { LEXICAL_KIND, loadLexicalEmbedder } from '../tensor/embedders/lexical/index.js';
import { openEmbedder } from '../tensor/embedders/open.js';
import type { ProgressDisplay, Terminal } from './output.js';
import { withWorkshop } from './with-product.js';

/**
 * The embedder of that name, or the configured one; the lexical one is that of the serving set. Throws CONFIG_INVALID,
 * EMBEDDER_UNAVAILABLE or CANCELLED.
 */
export async function namedEmbedder(
  name: string | null,
  config: Config,
  terminal: Terminal,
  { show }: ProgressDisplay,
  signal: AbortSignal,
): Promise<SavedEmbedder> {
  const spec = configuredSpec(config)(name);
  if (spec.kind === 'lexical') return withWorkshop(config, terminal, ({ store }) => servingLexical(store));
  const log = (line: string) => terminal.note(line);
  const host = embedderHost(embedderSettings(config), { log, onProgress: show, uniform: Math.random });
  return openEmbedder(spec, host, signal);
}

async function servingLexical({ routerSets }: Store): Promise<SavedEmbedder> {
  const serving = await routerSets.current();
  if (!serving) throw new ThetaError('NO_ROUTER_SET', 'The database holds no router set that serves.');
  const artifact = decodeArtifact(await routerSets.blob(serving.embedder), `the embedder of ${serving.version}`);
  if (artifact.kind === LEXICAL_KIND) return loadLexicalEmbedder(artifact);
  throw new ThetaError('CONFIG_INVALID', `Router set ${serving.version} serves with another embedder than lexical.`, {
    hint: 'The lexical embedder is learned in training: `theta embed --all --embedder lexical` trains a set with it. Name another one with --embedder.',
  });
}
