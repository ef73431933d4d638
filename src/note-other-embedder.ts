import type { Logger } from 'pino';
import type { Config } from './config.js';
import { configuredSpec } from './embedder-spec.js';
import { specName } from './jobs/embedder-source.js';
import type { RouterSet } from './routing/router-set.js';

/** Training uses the configured embedder, requests that of the serving set; where they differ the operator should know. */
export function noteOtherEmbedder(set: RouterSet, config: Config, logger: Logger): void {
  const configured = specName(configuredSpec(config)(null));
  const { name: embedder } = set.embedder;
  if (embedder === configured) return;
  logger.info(
    { embedder, configured },
    'another embedder serves than the configured one: `theta embed --all` switches',
  );
}
