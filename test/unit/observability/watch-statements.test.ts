import { describe, expect, it } from 'vitest';
import { noTracer } from '../../../src/domain/tracer.js';
import { createMeters } from '../../../src/observability/meters.js';
import { watchStatements } from '../../../src/observability/watch-statements.js';

const world = (inTrace: boolean) => {
  const spans: string[] = [];
  const tracer = {
    ...noTracer,
    ids: () => (inTrace ? { traceId: 't', spanId: 's' } : null),
    span: <T>(name: string, _attributes: object, work: () => Promise<T>) => (spans.push(name), work()),
  };
  let now = 0;
  const meters = createMeters(() => (now += 2));
  const watch = watchStatements(meters, tracer);
  const counted = () => [...meters.statements.statements.members()].map(({ labels, of }) => [labels, of.read().sum]);
  return { watch, spans, counted };
};

describe('watchStatements', () => {
  it('counts by verb and outcome, and hands results and errors through', async () => {
    const { watch, counted } = world(false);
    expect(await watch?.('select $1 from decisions', () => Promise.resolve(7))).toBe(7);
    await expect(watch?.('DELETE from x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await watch?.('vacuum', () => Promise.resolve(1))).toBe(1);
    expect(counted()).toEqual([
      [{ statement: 'select', outcome: 'ok' }, 0.002],
      [{ statement: 'delete', outcome: 'error' }, 0.002],
      [{ statement: 'other', outcome: 'ok' }, 0.002],
    ]);
  });

  it('names verb and table in a span, inside of a trace only', async () => {
    const inside = world(true);
    await inside.watch?.('insert into "decisions" (id) values ($1)', () => Promise.resolve());
    await inside.watch?.('begin', () => Promise.resolve());
    expect(inside.spans).toEqual(['insert decisions', 'begin']);
    const outside = world(false);
    await outside.watch?.('select 1 from llms', () => Promise.resolve());
    expect(outside.spans).toEqual([]);
  });

  it('is nothing where nothing watches', () => {
    expect(watchStatements(null, null)).toBeUndefined();
  });
});
