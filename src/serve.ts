import 'reflect-metadata';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { packageFiles } from './package-files.js';
import { openProduct } from './product.js';
import { createServer } from './server/create-server.js';

/** Starts the product and its server. Resolves when it listens; a first SIGTERM or SIGINT drains and ends the process. */
export async function serve(config: Config, logger: Logger): Promise<void> {
  const product = await openProduct(config, logger);
  try {
    const server = await createServer({
      ...product.services,
      settings: { host: config.host, port: config.port, maxRequestBytes: config.maxRequestBytes },
      logger,
      webFolder: packageFiles.web,
    });
    await server.listen();
    const stop = (signal: NodeJS.Signals) => {
      logger.info({ signal }, 'stopping');
      void server
        .close()
        .then(() => product.close())
        .then(
          () => process.exit(0),
          (err: unknown) => {
            logger.error({ err }, 'could not stop cleanly');
            process.exit(1);
          },
        );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    await product.close();
    throw error;
  }
}
