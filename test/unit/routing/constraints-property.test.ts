import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import type { Llm } from '../../../src/domain/llm.js';
import { seededRng } from '../../../src/domain/random.js';
import { eligiblePool } from '../../../src/routing/candidates.js';
import { checkConstraints } from '../../../src/routing/constraints/check.js';
import { relaxationsOf } from '../../../src/routing/constraints/relax.js';
import { requirementsOf } from '../../../src/routing/constraints/requirements.js';
import type { ConstraintName, Constraints } from '../../../src/routing/constraints/types.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const INPUT = 40;

/** Constraint by constraint, written down a second time and without sharing code. */
const ORACLE: { readonly [N in ConstraintName]-?: (of: Llm, asked: NonNullable<Constraints[N]>) => boolean } = {
  minContext: (of, n) => of.contextWindow !== null && n <= of.contextWindow,
  outputTokens: (of, n) =>
    of.contextWindow !== null &&
    INPUT + n <= of.contextWindow &&
    !(of.maxOutputTokens !== null && n > of.maxOutputTokens),
  modalities: (of, all) => all.every((one) => of.modalities.includes(one)),
  tools: (of, needed) => !needed || of.toolCalling === true,
  languages: (of, all) =>
    all.length === 0 || (of.languages !== null && all.every((one) => of.languages?.includes(one))),
  requireTags: (of, all) => all.every((one) => of.tags.includes(one)),
  forbidTags: (of, all) => !all.some((one) => of.tags.includes(one)),
  maxLatencyMs: (of, n) => of.typicalLatencyMs !== null && of.typicalLatencyMs <= n,
  allow: (of, all) => all.includes(of.id),
  deny: (of, all) => !all.includes(of.id),
};
const meetsAll = (of: Llm, asked: Constraints) =>
  (Object.keys(asked) as ConstraintName[]).every((name) => {
    const value = asked[name];
    return value === undefined || (ORACLE[name] as (of: Llm, value: unknown) => boolean)(of, value);
  });

function world(seed: number) {
  const { uniform: dice } = seededRng(seed);
  const pick = <T>(...values: readonly T[]): T => values[Math.floor(dice() * values.length)] as T;
  const some = <T>(values: readonly T[], share: number): T[] => values.filter(() => dice() < share);
  const llms = IDS.map((id) =>
    llm(id, {
      contextWindow: pick(null, 50, 100, 1000),
      maxOutputTokens: pick(null, null, 20, 200),
      modalities: ['text', ...some(['image', 'audio'], 0.5)],
      toolCalling: pick(null, false, true, true),
      languages: pick(null, ['en'], ['en', 'de'], ['de', 'fr', 'en']),
      tags: some(['region:eu', 'self-hosted', 'x'], 0.5),
      typicalLatencyMs: pick(null, 100, 500, 501, 2000),
      price: dice() < 0.1 ? null : { inputPerMillion: 1, outputPerMillion: 1 + dice() },
    }),
  );
  const maybe = <T>(value: T): T | undefined => (dice() < 0.35 ? value : undefined);
  const asked: Constraints = {
    minContext: maybe(pick(50, 51, 100, 1000, 1001)),
    outputTokens: maybe(pick(0, 10, 11, 60, 200, 960)),
    modalities: maybe(some(['text', 'image', 'audio'], 0.4)),
    tools: maybe(pick(true, false)),
    languages: maybe(some(['en', 'de', 'fr'], 0.4)),
    requireTags: maybe(some(['region:eu', 'self-hosted'], 0.5)),
    forbidTags: maybe(some(['x', 'self-hosted'], 0.5)),
    maxLatencyMs: maybe(pick(100, 500, 600)),
    allow: maybe([llmId(pick(...IDS)), ...some(IDS, 0.5).map(llmId)]),
    deny: maybe(some(IDS, 0.3).map(llmId)),
  };
  return { llms, asked };
}

const candidates = (llms: readonly Llm[], asked: Constraints) => {
  const checked = checkConstraints(asked, () => undefined);
  return eligiblePool(catalogue(llms, { all: IDS }), {}, checked ? requirementsOf(checked, INPUT) : []);
};
const without = (asked: Constraints, names: readonly ConstraintName[]): Constraints =>
  Object.fromEntries(Object.entries(asked).filter(([name]) => !names.includes(name as ConstraintName)));

describe('eligibility, on 3,000 random catalogues', () => {
  const worlds = Array.from({ length: 3000 }, (_, seed) => world(seed));

  it('takes an LLM iff it is priced and every constraint holds, and gives every other one a reason', () => {
    for (const { llms, asked } of worlds) {
      const pool = candidates(llms, asked);
      const expected = llms.filter((of) => of.price !== null && meetsAll(of, asked)).map(({ id }) => id);
      expect(pool.candidates.llms).toEqual(expected);
      expect([...expected, ...pool.excluded.map((one) => one.llm)].sort()).toEqual(IDS);
    }
  });

  it('lists the relaxations of the smallest size that works, each with exactly the LLMs that it frees', () => {
    const sizes = new Set<number>();
    for (const { llms, asked } of worlds) {
      const pool = candidates(llms, asked);
      if (pool.candidates.llms.length > 0) continue;
      const relaxations = relaxationsOf(pool.blocked);
      expect(relaxations.length > 0).toBe(llms.some(({ price }) => price !== null));
      for (const { constraints, llms: freed } of relaxations) {
        const names = constraints.map(({ constraint }) => constraint);
        sizes.add(names.length);
        expect(candidates(llms, without(asked, names)).candidates.llms).toEqual(freed);
        // None of them can stay.
        for (const kept of names) {
          const fewer = names.filter((name) => name !== kept);
          expect(candidates(llms, without(asked, fewer)).candidates.llms).toEqual([]);
        }
        const numbers = Object.fromEntries(constraints.map(({ constraint, sufficient }) => [constraint, sufficient]));
        const known = Object.entries(numbers).filter(([, value]) => value !== null);
        const changed = { ...without(asked, names), ...Object.fromEntries(known) };
        expect(candidates(llms, changed).candidates.llms.length).toBeGreaterThan(0);
      }
      const single = (Object.keys(asked) as ConstraintName[]).filter(
        (name) => asked[name] !== undefined && candidates(llms, without(asked, [name])).candidates.llms.length > 0,
      );
      const listed = relaxations.flatMap(({ constraints }) => (constraints.length === 1 ? constraints : []));
      expect(listed.map(({ constraint }) => constraint).sort()).toEqual(single.sort());
    }
    expect([...sizes].sort()).toEqual(expect.arrayContaining([1, 2, 3]));
  });
});
