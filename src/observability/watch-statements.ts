import type { Tracer } from '../domain/tracer.js';
import type { Meters } from './meters.js';
import { verbOf } from './statement-meter.js';

type Watch = <T>(text: string, run: () => Promise<T>) => Promise<T>;

const TABLE = /\b(?:from|into|update)\s+"?([a-z_]+)"?/i;

/** Counts statements and puts a span around each; undefined where nothing does. The span names verb and table, no values. */
export function watchStatements(meters: Meters | null, tracer: Tracer | null): Watch | undefined {
  const traced: Watch | null =
    tracer &&
    ((text, run) => {
      // Of no request and no job: a trace of its own would tell nobody anything.
      if (tracer.ids() === null) return run();
      const verb = verbOf(text);
      const table = TABLE.exec(text)?.[1];
      const attributes = { 'db.system.name': 'postgresql', 'db.operation.name': verb };
      const name = table === undefined ? verb : `${verb} ${table}`;
      return tracer.span(name, { ...attributes, ...(table !== undefined && { 'db.collection.name': table }) }, run);
    });
  if (!meters) return traced ?? undefined;
  const { statements } = meters;
  return (text, run) => statements.watch(text, traced ? () => traced(text, run) : run);
}
