import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { openDatabase } from './open-database.js';
import { packageFiles } from './package-files.js';
import { isLoopback } from './server/http/loopback.js';
import { stopOnSignal } from './stop-on-signal.js';

/** Load balancers look every few seconds. */
const DEFAULT_DRAIN_MS = 5000;

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
  const product = await openProduct(config, logger, opening, 'server');
  try {
    const server = await createServer({
      ...product.services,
      settings: { host: config.host, port: config.port, maxRequestBytes: config.maxRequestBytes },
      logger,
      webFolder: packageFiles.web,
    });
    await server.listen();
    product.services.driftMonitor?.start();
    product.services.learningSchedule?.start();
    product.services.refitSchedule?.start();
    stopOnSignal(async (signal) => {
      server.drain();
      // Who stops it by hand does not want to wait.
      if (signal === 'SIGTERM') await sleep(drainMs(config));
      await server.close();
      await product.close();
    }, logger);
  } catch (error) {
    await product.close();
    throw error;
  }
}

/** How long load balancers have to turn away. Nothing is behind one that listens on this machine only, unless that is said. */
const drainMs = ({ drainMs: asked, host }: Config): number => asked ?? (isLoopback(host) ? 0 : DEFAULT_DRAIN_MS);
