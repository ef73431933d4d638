import type { Command } from 'commander';
import type { Config } from '../config.js';
import { buildBootstrap } from '../jobs/build-bootstrap.js';
import { packageFiles } from '../package-files.js';
import { answerLengthsDigest } from '../routing/expected-cost/manifest.js';
import { integer } from './options.js';
import type { Terminal } from './output.js';
import { progressDisplay, table } from './output.js';

export function addBuildBootstrap(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('build-bootstrap')
    .description('Train the router set that ships with the project and write it beside its catalogue.')
    .requiredOption('--data <paths...>', 'files or folders of scored queries')
    .option('--folder <path>', 'where catalogue.json is and artifacts go', packageFiles.bootstrap)
    .option('--seed <n>', 'seed of everything random', integer, 0)
    .action(async (options: { data: string[]; folder: string; seed: number }) => {
      const display = progressDisplay(terminal);
      const { manifest, blobs } = await buildBootstrap({
        paths: options.data,
        folder: options.folder,
        seed: options.seed,
        tensorBackend: config().tensorBackend,
        onProgress: display.show,
      });
      display.done();
      const parts = [
        ['embedder', manifest.embedder],
        ['reference set', manifest.reference],
        ...(answerLengthsDigest(manifest) === null
          ? []
          : [['answer lengths', answerLengthsDigest(manifest) as string]]),
        ...(manifest.heldOut === null ? [] : [['held-out set', manifest.heldOut]]),
        ...manifest.routers.map(({ id, digest }) => [id, digest]),
      ] as const;
      const size = (digest: string | undefined) => ((blobs.get(digest ?? '')?.length ?? 0) / 1e6).toFixed(2);
      terminal.out(
        table(
          ['part', 'MB', 'SHA-256'],
          parts.map(([name, digest]) => [name ?? '', size(digest), digest ?? '']),
        ),
      );
    });
}
