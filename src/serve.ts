import type { Logger } from 'pino';
import { readBuildInfo } from './build-info.js';
import type { Config } from './config.js';
import { openObservability } from './create-observability.js';
import { createLogger } from './log.js';
import { openDatabase } from './open-database.js';
import { packageFiles } from './package-files.js';
import { startLine } from './start-line.js';

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
  const product = await openProduct(config, logger, opening, observability);
  const build = readBuildInfo();
  const metrics = meters ? createMetrics(meters, product, build) : undefined;
  const ownPort = config.metricsPort;
  try {
    const server = await createServer({
      ...product.services,
      settings: { host: config.host, port: config.port, maxRequestBytes: config.maxRequestBytes },
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
    const close = async () => {
      await server.close();
      await page?.close();
      await product.close();
      await observability.close();
    };
    stopOnSignal(close, logger);
  } catch (error) {
    await product.close();
    await observability.close();
    throw error;
  }
}

/** Later signals are ignored: a hurried second Ctrl-C must not cut off what the first one is writing. */
function stopOnSignal(close: () => Promise<void>, logger: Logger): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    close().then(
      () => process.exit(0),
      (err: unknown) => {
        logger.error({ err }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
