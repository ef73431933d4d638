import { buildSchema, parse } from 'graphql';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { ApiContext } from '../../../src/resolvers/context.js';
import { directExecution } from '../../../src/server/direct/direct-execution.js';
import { knownDocuments } from '../../../src/server/direct/known-documents.js';
import { faultReport } from '../../../src/server/errors/faults.js';
import { createComplexity } from '../../../src/server/limits/complexity.js';

const QUERY = 'query ($n: Int!) { twice(n: $n) }';
const calls: number[] = [];

function world(maxComplexity = 10) {
  const schema = buildSchema('type Query { twice(n: Int!): Int }');
  const { twice } = schema.getQueryType()?.getFields() ?? {};
  if (twice) twice.resolve = (_root, { n }: { n: number }) => (calls.push(n), n * 2);
  const known = knownDocuments();
  const direct = directExecution({
    schema,
    known,
    complexityOf: createComplexity(schema),
    maxComplexity,
    reportFaults: faultReport(pino({ level: 'silent' })),
  });
  const ask = (variables: object, query = QUERY) =>
    direct({ method: 'POST', headers: {}, body: { query, variables } }, () => ({ requestId: 'r' }) as ApiContext);
  return { known, ask };
}

describe('directExecution', () => {
  it('answers for a document only when it is known', async () => {
    const { known, ask } = world();
    expect(await ask({ n: 2 })).toBeNull();
    known.set(QUERY, parse(QUERY));
    expect(await ask({ n: 2 })).toEqual({ status: 200, body: '{"data":{"twice":4}}\n' });
    expect(await ask({ n: 2 }, `${QUERY} `)).toBeNull();
  });

  it('runs nothing of what it leaves to Apollo', async () => {
    const strict = world(0);
    const loose = world();
    for (const { known } of [strict, loose]) known.set(QUERY, parse(QUERY));
    calls.length = 0;
    expect(await strict.ask({ n: 2 })).toBeNull();
    expect(await loose.ask({ n: 'two' })).toBeNull();
    expect(await loose.ask({})).toBeNull();
    expect(calls).toEqual([]);
  });

  it('forgets documents beyond its room', () => {
    const known = knownDocuments();
    const long = (i: number) => `{ a${i} } ${'#'.repeat(100_000)}`;
    for (let i = 0; i < 4; i++) known.set(long(i), parse('{ a }'));
    expect([known.has(long(0)), known.has(long(3))]).toEqual([false, true]);
    known.set('#'.repeat(400_000), parse('{ a }'));
    expect(known.has('#'.repeat(400_000))).toBe(false);
  });
});
