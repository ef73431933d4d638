import type { Objective } from '../domain/objective.js';
import type { Outcome } from './outcome.js';
import { emptyOutcome, outcomeOf } from './outcome.js';
import { worth } from './reward.js';
import type { TestSet } from './test-set.js';

/** Lines that every result is read against. All but `random` look at the test responses: they are bounds, not routers. */
export const REFERENCES = {
  bestSingle: '(best single LLM)',
  random: '(random choice)',
  datasetOracle: '(best per task)',
  oracle: '(best per query)',
} as const;

export type Reference = keyof typeof REFERENCES;

/** LLMs observed on at least this share of what the best observed one has are compared as single policies. */
const COMPARABLE_COVERAGE = 0.9;

/** The outcome of a reference at one objective. */
export function referenceOutcome(test: TestSet, reference: Reference, objective: Objective): Outcome {
  switch (reference) {
    case 'bestSingle':
      return bestSingle(test, objective);
    case 'random':
      return randomChoice(test);
    case 'datasetOracle':
      return outcomeOf(test, datasetOracle(test, objective));
    case 'oracle':
      return outcomeOf(test, perQueryOracle(test, objective));
  }
}

/** Worth of LLM j on query q; −Infinity where not observed. */
function worthOf(test: TestSet, o: Objective, q: number, j: number): number {
  const i = q * test.responses.llms.length + j;
  const y = test.performance[i] as number;
  return Number.isNaN(y) ? Number.NEGATIVE_INFINITY : worth(test, o, y, test.spend[i] as number);
}

/** The observed column with the largest value, the first of equals; −1 where none was observed. */
function argmaxObserved(test: TestSet, q: number, value: (j: number) => number): number {
  let best = -1;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < test.responses.llms.length; j++) {
    if (Number.isNaN(test.performance[q * test.responses.llms.length + j])) continue;
    const v = value(j);
    if (best < 0 || v > bestValue) [best, bestValue] = [j, v];
  }
  return best;
}

/** [queries] the best LLM of each query. */
const perQueryOracle = (test: TestSet, o: Objective): Int32Array =>
  Int32Array.from(test.responses.queries, (_, q) => argmaxObserved(test, q, (j) => worthOf(test, o, q, j)));

/**
 * The one LLM with the best reward over the queries that it was observed on; the others stay unanswered. Only LLMs with nearly
 * the widest coverage are compared: means over different queries do not compare.
 */
function bestSingle(test: TestSet, o: Objective): Outcome {
  const { llms, queries } = test.responses;
  const worthsOf = llms.map((_, j) =>
    Float64Array.from(queries, (_query, q) => worthOf(test, o, q, j)).filter(Number.isFinite),
  );
  const widest = Math.max(...worthsOf.map((w) => w.length));
  let best = 0;
  let bestMean = Number.NEGATIVE_INFINITY;
  worthsOf.forEach((w, j) => {
    if (w.length < COMPARABLE_COVERAGE * widest) return;
    const mean = w.reduce((sum, x) => sum + x, 0) / w.length;
    if (mean > bestMean) [best, bestMean] = [j, mean];
  });
  return outcomeOf(
    test,
    queries.map((_, q) => (Number.isNaN(test.performance[q * llms.length + best]) ? -1 : best)),
  );
}

/** Expectation of a uniform choice among the observed LLMs. */
function randomChoice(test: TestSet): Outcome {
  const width = test.responses.llms.length;
  const outcome = emptyOutcome(test.responses.queries.length);
  for (let q = 0; q < outcome.choice.length; q++) {
    let [y, usd, count] = [0, 0, 0];
    for (let i = q * width; i < (q + 1) * width; i++) {
      if (Number.isNaN(test.performance[i])) continue;
      y += test.performance[i] as number;
      usd += test.spend[i] as number;
      count++;
    }
    if (count === 0) continue;
    outcome.performance[q] = y / count;
    outcome.spend[q] = usd / count;
    outcome.asked[q] = 1;
  }
  return outcome;
}

/** [queries] the LLM that is best on the whole task, among those observed on the query. */
function datasetOracle(test: TestSet, o: Objective): Int32Array {
  const { llms, queries } = test.responses;
  const byTask = new Map<string | null, number[]>();
  queries.forEach(({ task }, q) => {
    const rows = byTask.get(task);
    if (rows) rows.push(q);
    else byTask.set(task, [q]);
  });
  const choice = new Int32Array(queries.length).fill(-1);
  for (const rows of byTask.values()) {
    const means = llms.map((_, j) => {
      const seen = rows.map((q) => worthOf(test, o, q, j)).filter(Number.isFinite);
      return seen.length > 0 ? seen.reduce((sum, w) => sum + w, 0) / seen.length : Number.NEGATIVE_INFINITY;
    });
    for (const q of rows) choice[q] = argmaxObserved(test, q, (j) => means[j] as number);
  }
  return choice;
}
