import type { Command } from 'commander';
import type { Config } from '../config.js';
import { systemClock } from '../domain/clock.js';
import { configuredPlace } from '../configured-place.js';
import { packageVersion } from '../package-files.js';
import { backUp, restore } from '../store/backup/backup.js';
import { backUpToFile } from '../store/backup/backup-file.js';
import { checkRestorable } from '../store/backup/restore.js';
import type { CheckedBackup } from '../store/backup/read-backup.js';
import type { Terminal } from './output.js';
import { table } from './output.js';

const STDOUT = '-';

export function addBackup(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('backup')
    .description('Save the whole database to one file, from which either kind of database can be restored.')
    .argument('<file>', 'where to; - is standard output')
    .option('--overwrite', 'replace a file of that name')
    .option('--json', 'print what was saved as JSON')
    .action(async (file: string, { overwrite, json }: { overwrite?: boolean; json?: boolean }) => {
      const about = { release: packageVersion(), createdAt: new Date(systemClock.now()) };
      if (file === STDOUT) {
        const rows = await backUp(configuredPlace(config()), about, process.stdout);
        return terminal.note(summary(rows));
      }
      const { rows, bytes } = await backUpToFile(configuredPlace(config()), about, file, overwrite === true);
      if (json) return terminal.out(JSON.stringify({ file, bytes, rows: Object.fromEntries(rows) }, null, 2));
      terminal.out(rowsTable(rows));
      terminal.note(`${file}: ${bytes} bytes. ${summary(rows)}`);
    });
}

export function addRestore(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('restore')
    .description('Fill an empty database from a backup, also of an older release, all of it or nothing.')
    .argument('<file>', 'what theta backup wrote')
    .option('--check', 'only prove that the file is whole and can be restored by this release; opens no database')
    .option('--json', 'print what was restored as JSON')
    .action(async (file: string, { check, json }: { check?: boolean; json?: boolean }) => {
      const at = configuredPlace(config());
      const done: CheckedBackup = check ? await checkRestorable(file, at.migrationsFolder) : await restore(at, file);
      const { header, rows } = done;
      if (json) return terminal.out(JSON.stringify({ file, ...header, rows: Object.fromEntries(rows) }, null, 2));
      terminal.out(rowsTable(rows));
      terminal.note(
        `${check ? 'Whole' : 'Restored'}: ${summary(rows)} Saved ${header.createdAt} by release ${header.release}.`,
      );
    });
}

const rowsTable = (rows: ReadonlyMap<string, number>): string => table(['table', 'rows'], [...rows]);

const summary = (rows: ReadonlyMap<string, number>): string =>
  `${[...rows.values()].reduce((sum, n) => sum + n, 0)} rows of ${rows.size} tables.`;
