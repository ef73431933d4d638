import type { BuildInfo } from './build-info.js';
import type { Config } from './config.js';
import type { Product } from './product.js';

/** What the log says of a server that has started: enough to know which one it is. No address of a database, no key. */
export function startLine(config: Config, { services, store, index }: Product, build: BuildInfo): object {
  const { routing } = services;
  const { version, label, defaultRouter } = routing.current();
  return {
    version: build.version,
    commit: build.commit,
    node: build.node,
    database: store.kind,
    serving: version,
    label,
    defaultRouter,
    routers: routing.routers().map(({ id }) => id),
    embedder: routing.embedder().name,
    index: index().engine,
    llms: routing.catalogue().llms.size,
    auth: config.auth.length === 0 ? 'none' : config.auth.join(','),
    metrics: config.metrics ? (config.metricsPort === undefined ? '/metrics' : 'own port') : 'off',
    traces: config.traces && config.tracesEndpoint !== undefined ? 'on' : 'off',
  };
}
