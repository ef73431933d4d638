import type { Config } from './config.js';
import { createJobs } from './create-jobs.js';
import { systemClock } from './domain/clock.js';
import { pooledRandomBytes, uuidv7 } from './domain/uuid.js';
import { installedPlugins } from './jobs/run-training.js';
import type { JobService } from './jobs/types.js';
import type { OpenDatabase } from './open-database.js';
import { seedBootstrap } from './seed-bootstrap.js';
import type { Store } from './store/open-store.js';

/** The database and the jobs, without the set that serves. */
export interface Workshop {
  readonly jobs: JobService;
  readonly store: Store;
  close(): Promise<void>;
}

/**
 * What trains routers, also where the serving set does not load: that is how an operator gets out of it. Owns the database
 * from here on, as openProduct does.
 */
export async function openWorkshop(
  config: Config,
  log: (line: string) => void,
  opening: Promise<OpenDatabase>,
): Promise<Workshop> {
  const opened = await opening;
  const { store } = opened;
  try {
    await seedBootstrap(opened);
    const plugins = await installedPlugins(config.plugins);
    const [catalogue, abilities] = await Promise.all([store.catalogue.load(), store.catalogue.abilities()]);
    const randomBytes = pooledRandomBytes();
    const jobs = createJobs(config, {
      store,
      plugins,
      catalogue: () => catalogue,
      abilities,
      newId: () => uuidv7(systemClock, randomBytes),
      log,
      onPromoted: () => Promise.resolve(),
    });
    return {
      jobs,
      store,
      async close() {
        await jobs.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
