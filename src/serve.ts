import type { Logger } from 'pino';
import type { Config } from './config.js';
import { openDatabase } from './open-database.js';
import { packageFiles } from './package-files.js';
import type { Product } from './product.js';

/** Starts the product and its server. Resolves when it listens; a first SIGTERM or SIGINT drains and ends the process. */
export async function serve(config: Config, logger: Logger): Promise<void> {
  const opening = openDatabase(config, logger);
  // openProduct reports its failure; until then it must not count as unhandled.
  opening.catch(() => undefined);
  await import('reflect-metadata');
  const [{ createServer }, { openProduct }] = await Promise.all([
    import('./server/create-server.js'),
    import('./product.js'),
  ]);
  const product = await openProduct(config, logger, opening);
  try {
    const server = await createServer({
      ...product.services,
      settings: { host: config.host, port: config.port, maxRequestBytes: config.maxRequestBytes },
      security: product.security,
      logger,
      webFolder: packageFiles.web,
    });
    await server.listen();
    product.services.driftMonitor?.start();
    product.services.learningSchedule?.start();
    product.services.refitSchedule?.start();
    stopOnSignal(() => server.close(), product, logger);
  } catch (error) {
    await product.close();
    throw error;
  }
}

/** Later signals are ignored: a hurried second Ctrl-C must not cut off what the first one is writing. */
function stopOnSignal(closeServer: () => Promise<void>, product: Product, logger: Logger): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    closeServer()
      .then(() => product.close())
      .then(
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
