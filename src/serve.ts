import { setTimeout as sleep } from 'node:timers/promises';
import { readBuildInfo } from './build-info.js';
import type { Config } from './config.js';
import { openObservability } from './create-observability.js';
import { createLogger } from './log.js';
import { openDatabase } from './open-database.js';
import { packageFiles } from './package-files.js';
import { isLoopback } from './server/http/loopback.js';
import { stopOnSignal } from './stop-on-signal.js';
import { startLine } from './start-line.js';

/** Load balancers look every few seconds. */
const DEFAULT_DRAIN_MS = 5000;

/** Starts the product and its server. Resolves when it listens; a first SIGTERM or SIGINT drains and ends the process. */
export async function serve(config: Config): Promise<void> {
  const observability = await openObservability(config);
  const { meters, tracer, watch } = observability;
  const logger = createLogger(config, { tracer });
  const opening = openDatabase(config, logger, watch);
  // openProduct reports its failure; until then it must not count as unhandled.
  opening.catch(() => undefined);
  await import('reflect-metadata');
  const [{ createServer }, { serveMetrics }, { openProduct }, { createMetrics }] = await Promise.all([
    import('./server/create-server.js'),
    import('./server/serve-metrics.js'),
    import('./product.js'),
    import('./create-metrics.js'),
  ]);
  const product = await openProduct(config, logger, opening, { role: 'server', observability });
  const build = readBuildInfo();
  const metrics = meters ? createMetrics(meters, product, build) : undefined;
  const ownPort = config.metricsPort;
  try {
    const server = await createServer({
      ...product.services,
      settings: { host: config.host, port: config.port, maxRequestBytes: config.maxRequestBytes },
      security: product.security,
      logger,
      webFolder: packageFiles.web,
      build,
      observer: meters?.requests,
      metrics: ownPort === undefined ? metrics : undefined,
      tracer: tracer ?? undefined,
    });
    await server.listen();
    const page =
      metrics && ownPort !== undefined
        ? await serveMetrics(metrics, { host: config.metricsHost, port: ownPort }, logger)
        : null;
    logger.info(startLine(config, product, build), 'started');
    product.services.driftMonitor?.start();
    product.services.learningSchedule?.start();
    product.services.refitSchedule?.start();
    product.services.retentionSchedule?.start();
    stopOnSignal(async (signal) => {
      server.drain();
      // Who stops it by hand does not want to wait.
      if (signal === 'SIGTERM') await sleep(drainMs(config));
      await server.close();
      await page?.close();
      await product.close();
      await observability.close();
    }, logger);
  } catch (error) {
    await product.close();
    await observability.close();
    throw error;
  }
}

/** How long load balancers have to turn away. Nothing is behind one that listens on this machine only, unless that is said. */
const drainMs = ({ drainMs: asked, host }: Config): number => asked ?? (isLoopback(host) ? 0 : DEFAULT_DRAIN_MS);
