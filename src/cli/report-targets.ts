import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { pino } from 'pino';
import type { Config } from '../config.js';
import { systemClock } from '../domain/clock.js';
import { ThetaError } from '../domain/errors.js';
import { pooledRandomBytes, uuidv7 } from '../domain/uuid.js';
import { reportCsv } from '../evaluation/render/csv.js';
import { reportHtml } from '../evaluation/render/html-report.js';
import type { EvaluationReport } from '../evaluation/report.js';
import { storeReport } from '../jobs/evaluation-job.js';
import { openDatabase } from '../open-database.js';
import type { Store } from '../store/open-store.js';

/** Where a report goes besides the terminal, as options of the command line. */
export interface ReportTargets {
  readonly out?: string;
  readonly html?: string;
  readonly csv?: string;
  readonly save?: boolean;
  readonly label?: string;
}

export interface OpenTargets {
  /** Writes the report everywhere; one line for each place. */
  write(report: EvaluationReport): Promise<string[]>;
  close(): Promise<void>;
}

type Target = 'out' | 'html' | 'csv';

/**
 * Opens everything before the evaluation starts: a folder that is missing or a locked database is better known before the
 * minutes of training than after. Throws FILE_UNREADABLE and what opening the database throws; nothing is left open then.
 */
export async function openTargets(options: ReportTargets, config: Config): Promise<OpenTargets> {
  const files: { readonly target: Target; readonly path: string; readonly file: FileHandle }[] = [];
  let store: Store | null = null;
  const close = async () => {
    await Promise.all(files.map(({ file }) => file.close()));
    await store?.close();
  };
  try {
    for (const target of ['out', 'html', 'csv'] as const) {
      const path = options[target];
      if (path !== undefined) files.push({ target, path, file: await openFile(path) });
    }
    if (options.save === true) {
      store = (await openDatabase(config, pino({ level: 'warn' }, pino.destination(2)))).store;
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    close,
    async write(report) {
      const label = options.label ?? report.protocol.id;
      const text: Readonly<Record<Target, () => string>> = {
        out: () => `${JSON.stringify(report, null, 2)}\n`,
        html: () => reportHtml(report, { label: options.label ?? null }),
        csv: () => reportCsv(report),
      };
      for (const { target, file } of files) {
        // Emptied only now: a run that fails leaves the file of an earlier one as it was.
        await file.truncate();
        await file.write(text[target]());
      }
      const lines = files.map(({ path }) => `Wrote ${path}.`);
      if (store) {
        const id = uuidv7(systemClock, pooledRandomBytes());
        await storeReport(
          report,
          { id, createdAt: systemClock.now(), label, parameters: report.parameters },
          store.evaluations,
        );
        lines.push(`Stored as ${id}: a server on this database shows it at /evaluations/${id}.html.`);
      }
      return lines;
    },
  };
}

/** To be written, without emptying it yet. */
async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'a');
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ThetaError('FILE_UNREADABLE', `${path} cannot be written: ${why}.`, { cause });
  }
}
