import type { Command } from 'commander';
import { withoutSuperseded } from '../calibration/evidence/superseded.js';
import type { Config } from '../config.js';
import { versionId } from '../domain/ids.js';
import type { RouterSetManifest } from '../routing/ports.js';
import { calibrationOf, calibrationTable } from './calibration-table.js';
import type { Terminal } from './output.js';
import { table } from './output.js';
import { withWorkshop } from './with-product.js';

interface VersionsOptions {
  readonly promote?: string;
  readonly calibration?: string | true;
  readonly all?: boolean;
  readonly json?: boolean;
}

export function addVersions(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('versions')
    .description('List the stored router sets, newest first, or choose the one that serves. None is loaded.')
    .option('--promote <version>', 'serve this one from the next start on')
    .option('--calibration [version]', 'how its routers were calibrated (default: the one that serves)')
    .option('--all', 'with those that newer evidence about LLMs has replaced')
    .option('--json', 'print it as JSON')
    .action(async ({ promote, calibration, all, json }: VersionsOptions) => {
      const { sets, serving } = await withWorkshop(config(), terminal, async ({ store: { routerSets } }) => {
        if (promote !== undefined) await routerSets.promote(versionId(promote));
        return { sets: await routerSets.list(), serving: (await routerSets.current())?.version };
      });
      if (calibration !== undefined) {
        const routers = calibrationOf(sets, calibration === true ? (serving ?? '') : calibration);
        return terminal.out(json ? JSON.stringify(routers, null, 2) : calibrationTable(routers));
      }
      const shown = all ? sets : withoutSuperseded(sets, serving);
      const rows = shown.map((set) => ({
        version: set.version,
        label: set.label,
        serving: set.version === serving,
        embedder: embedderOf(set),
        routers: set.routers.map(({ id }) => id),
        createdAt: new Date(set.createdAt).toISOString(),
      }));
      if (json) return terminal.out(JSON.stringify(rows, null, 2));
      const cells = rows.map((set) => [
        set.version,
        set.label,
        set.embedder,
        set.routers.length,
        set.serving ? 'serves' : '',
      ]);
      terminal.out(table(['version', 'label', 'embedder', 'routers', ''], cells));
    });
}

/** The name of its embedder; null for a set that an earlier release made. */
const embedderOf = ({ summary }: RouterSetManifest): string | null =>
  (summary['embedder'] as { name: string } | undefined)?.name ?? null;
