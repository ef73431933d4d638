import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.js';
import type { Progress } from '../domain/run.js';
import { callApi, runOperation } from './api-client.js';
import { followJob } from './follow-training.js';
import type { Terminal } from './output.js';
import { progressDisplay } from './output.js';
import type { RefitAnswer } from './refit-report.js';
import { REFIT, REFIT_JOB, STORED_REFIT } from './refit-report.js';
import { withProduct } from './with-product.js';

const POLL_MS = 500;

/** Refits in this process and waits; Ctrl-C cancels. */
export const refitHere = (config: Config, input: object, terminal: Terminal): Promise<RefitAnswer> =>
  withProduct(config, async ({ services }) => {
    const { refit } = await runOperation<{ refit: { readonly id: string } }>(services, REFIT, { input });
    await followJob(services.jobs, refit.id, terminal);
    return (await runOperation<{ storedRefit: RefitAnswer }>(services, STORED_REFIT, refit)).storedRefit;
  });

interface JobAnswer {
  readonly job: { readonly progress: Progress | null; readonly endedAt: string | null } | null;
}

/** Waits for a refit of a server; Ctrl-C leaves it running there. */
export async function followOnServer(
  config: Config,
  id: string,
  server: string,
  terminal: Terminal,
): Promise<RefitAnswer> {
  const display = progressDisplay(terminal);
  try {
    for (;;) {
      const { job } = await callApi<JobAnswer>(config, REFIT_JOB, { id }, server);
      if (job?.progress) display.show(job.progress);
      // A server that was started anew does not know the job; what it stored says what became of it.
      if (!job || job.endedAt !== null) break;
      await sleep(POLL_MS);
    }
  } finally {
    display.done();
  }
  return (await callApi<{ storedRefit: RefitAnswer }>(config, STORED_REFIT, { id }, server)).storedRefit;
}
