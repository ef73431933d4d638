import type { LlmId } from '../domain/ids.js';
import type { Objective } from '../domain/objective.js';
import { objective } from '../domain/objective.js';
import type { RouterOutput } from '../plugins/contract.js';
import type { Outcome } from './outcome.js';
import { emptyOutcome } from './outcome.js';
import type { TestSet } from './test-set.js';

/** How a router chooses. */
export type Rule = 'score' | 'preference' | 'policy' | 'cascade';

/** What one router said and chose on the test queries; the folds of a cross-validation write into the same one. */
export interface RouterAnswers {
  readonly router: string;
  readonly title: string;
  readonly output: RouterOutput;
  readonly rule: Rule;
  /** It knows the true responses: a bound, which no verdict is about. */
  readonly bound: boolean;
  /** [queries × llms] P̂ or preference; NaN where it does not answer. */
  readonly predicted: Float32Array;
  /** By place in `objectives` of the sheet. */
  readonly outcomes: readonly Outcome[];
  /** Test LLMs that it can answer for, in one fold at least. */
  supported: readonly LlmId[];
  /** [queries] how hard it takes a query to be: place among those scored with it, in (0, 1); null where it does not say. */
  difficulty: Float32Array | null;
}

/** Answers of several routers to one test set. */
export interface AnswerSheet {
  readonly test: TestSet;
  /** [queries × llms] C that decisions are made with; folds may differ in it. */
  readonly relativeCost: Float32Array;
  /** The α that are asked for, then those of the cost–performance curve. */
  readonly objectives: readonly Objective[];
  /** How many of `objectives` were asked for; a curve uses all of them. */
  readonly asked: number;
  readonly routers: Map<string, RouterAnswers>;
}

/** α of the cost–performance curve behind AIQ. */
const CURVE_ALPHAS = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0];

/** A sheet without answers. The curve's α are left out where there is no cost: every α then chooses alike. */
export function answerSheet(test: TestSet, objectives: readonly Objective[]): AnswerSheet {
  const more = test.costSource === 'none' ? [] : CURVE_ALPHAS;
  return {
    test,
    relativeCost: new Float32Array(test.performance.length),
    objectives: [
      ...objectives,
      ...more.filter((alpha) => !objectives.some((o) => o.alpha === alpha)).map((alpha) => objective(alpha)),
    ],
    asked: objectives.length,
    routers: new Map(),
  };
}

/** The answers of a router, empty where it has none yet. */
export function answersOf(
  sheet: AnswerSheet,
  about: Pick<RouterAnswers, 'router' | 'title' | 'output' | 'rule' | 'bound'>,
): RouterAnswers {
  const known = sheet.routers.get(about.router);
  if (known) return known;
  const queries = sheet.test.responses.queries.length;
  const fresh: RouterAnswers = {
    ...about,
    predicted: new Float32Array(sheet.test.performance.length).fill(Number.NaN),
    outcomes: sheet.objectives.map(() => emptyOutcome(queries)),
    supported: [],
    difficulty: null,
  };
  sheet.routers.set(about.router, fresh);
  return fresh;
}
