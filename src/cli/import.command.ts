import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../config.js';
import type { ImportReport } from '../data/import-report.js';
import { readRows } from '../data/import.js';
import { llmNames } from '../domain/llm.js';
import type { Terminal } from './output.js';
import { progressDisplay } from './output.js';
import { noteImport } from './note-import.js';
import { withProduct } from './with-product.js';

interface ImportCommandOptions {
  readonly source?: string;
  readonly onBadRow: 'fail' | 'skip';
  readonly unknownLlms: 'fail' | 'skip';
  readonly scoreRule: 'auto' | 'as-is' | 'above-zero';
  readonly json?: boolean;
}

export function addImport(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('import')
    .description(
      'Store scored queries as training data. The format is found from the content; see docs/import-formats.md.',
    )
    .argument('<paths...>', 'files or folders')
    .option('--source <name>', 'name of this import, for later training (default: the name of the first path)')
    .option('--on-bad-row <what>', 'fail at the first bad row, or skip and report them', 'fail')
    .option('--unknown-llms <what>', 'fail when a file names LLMs outside the catalogue, or skip their rows', 'fail')
    .option('--score-rule <rule>', 'how RouterDC scores are read: auto, as-is or above-zero', 'auto')
    .option('--json', 'print the report as JSON')
    .action(async (paths: string[], options: ImportCommandOptions) => {
      const source = options.source ?? basename(resolve(paths[0] as string));
      const { report, stored } = await withProduct(config(), async ({ services, store }) => {
        const display = progressDisplay(terminal);
        const { onBadRow, unknownLlms, scoreRule } = options;
        const names = llmNames(services.routing.catalogue());
        const reading = await readRows(paths, {
          onBadRow,
          unknownLlms,
          scoreRule,
          llmNames: names,
          onProgress: display.show,
        });
        const counts = await store.responses.add(source, reading.rows).finally(() => display.done());
        return { report: reading.report(), stored: counts };
      });
      terminal.out(
        options.json ? JSON.stringify({ source, stored, report }, null, 2) : readable(source, stored, report, terminal),
      );
    });
}

function readable(
  source: string,
  stored: { queries: number; responses: number },
  report: ImportReport,
  terminal: Terminal,
): string {
  noteImport(report, terminal);
  return `Imported "${source}": ${stored.queries} new queries, ${stored.responses} new responses. Train on them with \`theta train\`.`;
}
