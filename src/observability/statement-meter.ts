import { HistogramFamily, REQUEST_EDGES } from './histogram.js';

const VERBS = new Set(['select', 'insert', 'update', 'delete', 'begin', 'commit', 'rollback', 'with']);

/** The first word of a statement, where it is one of a handful. */
export function verbOf(statement: string): string {
  const word = (/^\s*([a-z]+)/i.exec(statement)?.[1] ?? '').toLowerCase();
  return VERBS.has(word) ? word : 'other';
}

/** Counts statements on the database, waiting for a connection included. */
export class StatementMeter {
  readonly statements = new HistogramFamily<'statement' | 'outcome'>(REQUEST_EDGES);

  constructor(private readonly monotonic: () => number) {}

  async watch<T>(statement: string, run: () => Promise<T>): Promise<T> {
    const start = this.monotonic();
    let outcome = 'error';
    try {
      const result = await run();
      outcome = 'ok';
      return result;
    } finally {
      const verb = verbOf(statement);
      const seconds = (this.monotonic() - start) / 1000;
      this.statements.observe(`${verb} ${outcome}`, seconds, () => ({ statement: verb, outcome }));
    }
  }
}
