import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildApiSchema } from '../../../src/resolvers/build-schema.js';
import { DECISION_COST, POOL_SIZE } from '../../../src/schema/cost.js';
import { createComplexity } from '../../../src/server/limits/complexity.js';

const complexityOf = createComplexity(buildApiSchema());
const MANY = parse(`query ($inputs: [RouteInput!]!, $first: Int, $more: Boolean = false) { routeMany(inputs: $inputs) {
  ... on RoutingDecision { score ranking(first: $first) { score cost } tags @include(if: $more) } } }`);
const inputs = (n: number) => Array.from({ length: n }, () => ({ query: 'x' }));
const item = (ranked: number) => DECISION_COST + 1 + 1 + ranked * 2;

describe('complexity', () => {
  it('is proportional to inputs × selected ranking', () => {
    expect(complexityOf(MANY, undefined, { inputs: inputs(1) })).toBe(item(POOL_SIZE));
    expect(complexityOf(MANY, undefined, { inputs: inputs(10) })).toBe(10 * item(POOL_SIZE));
    expect(complexityOf(MANY, undefined, { inputs: inputs(10), first: 2 })).toBe(10 * item(2));
  });

  it('remembers per shape of the variables, so that no small request vouches for a large one', () => {
    const small = complexityOf(MANY, undefined, { inputs: inputs(1), first: 1 });
    expect(complexityOf(MANY, undefined, { inputs: inputs(1000), first: 25 })).toBe(1000 * item(25));
    expect(complexityOf(MANY, undefined, { inputs: inputs(1), first: 1, more: true })).toBe(small + 1);
    expect(complexityOf(MANY, undefined, { inputs: inputs(1), first: 1 })).toBe(small);
  });

  it('does not take a nesting of variables for another', () => {
    const two = parse(
      'query ($a: Int, $b: Int) { x: decisions(first: $a) { nodes { id } } y: decisions(first: $b) { nodes { id tags } } }',
    );
    expect(complexityOf(two, undefined, { a: 1, b: 100 })).not.toBe(complexityOf(two, undefined, { a: 100, b: 1 }));
    expect(complexityOf(two, undefined, { a: 1, b: 12 })).not.toBe(complexityOf(two, undefined, { a: 11, b: 2 }));
  });

  it('counts the operation that is named', () => {
    const both = parse('query A { pools { id } } query B { llms { id name family } }');
    expect(complexityOf(both, 'A', {})).toBeLessThan(complexityOf(both, 'B', {}));
  });

  it('costs more to compare than to route', () => {
    const cost = (field: string) => complexityOf(parse(`{ ${field} }`), undefined, {});
    const result = '... on RoutingDecision { id }';
    expect(cost(`compare(input: { query: "x" }) { entries { result { ${result} } } }`)).toBeGreaterThan(
      5 * cost(`route(input: { query: "x" }) { ${result} }`),
    );
    expect(cost('llms { id }')).toBeGreaterThan(cost('llm(id: "x") { id }'));
  });
});
