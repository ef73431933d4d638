import type { LlmId } from '../domain/ids.js';
import { row } from '../domain/matrix.js';
import type { Objective } from '../domain/objective.js';
import { bestIndex, score } from '../domain/objective.js';
import { seededRng } from '../domain/random.js';
import type { RunContext } from '../domain/run.js';
import { breathe } from './breathe.js';
import type { AnyRouterPlugin, Candidates, LoadedRouter, QueryBatch } from '../plugins/contract.js';
import { facet } from '../plugins/contract.js';
import type { AnswerSheet, Rule } from './answers.js';
import { answersOf } from './answers.js';
import { record } from './outcome.js';

/** A router that is ready to predict. */
export interface EvaluatedRouter {
  readonly id: string;
  readonly plugin: AnyRouterPlugin;
  readonly loaded: LoadedRouter;
}

/** Test queries to answer: row i of `batch` is query `rows[i]` of the sheet. */
export interface TestBlock {
  readonly rows: readonly number[];
  readonly batch: QueryBatch;
  /** [llms] C of every LLM of the test set, 0 for one whose cost is not known. */
  readonly cost: Float32Array;
  /** [rows] USD that embedding took, for a router that looks at vectors; null where nothing is paid for it. */
  readonly embedding: Float64Array | null;
}

const SLICE = 500;

/**
 * Lets a router predict and, at every objective, choose among the LLMs that were observed on each query, and writes that to
 * the sheet. A query on which none of its LLMs was observed stays without an answer. Throws CANCELLED.
 */
export async function answerQueries(
  sheet: AnswerSheet,
  { id, plugin, loaded }: EvaluatedRouter,
  { rows, batch, cost, embedding }: TestBlock,
  run: Pick<RunContext, 'signal' | 'seed'>,
): Promise<void> {
  const { test } = sheet;
  const { llms } = test.responses;
  for (const q of rows) sheet.relativeCost.set(cost, q * llms.length);
  const columns = llms.flatMap((llm, j) => (loaded.supports(llm) ? [j] : []));
  const candidates: Candidates = {
    llms: columns.map((j) => llms[j] as LlmId),
    cost: Float32Array.from(columns, (j) => cost[j] as number),
  };
  const { title, output, evaluationOnly: bound } = plugin;
  const answers = answersOf(sheet, { router: id, title, output, rule: ruleOf(plugin), bound });
  answers.supported = llms.filter((llm) => answers.supported.includes(llm) || candidates.llms.includes(llm));
  if (columns.length === 0) return;
  const predicted = await loaded.predict(batch, candidates, run.signal);
  const choose = chooser(plugin, loaded, candidates, run.seed);
  const observed = new Float32Array(columns.length);
  for (const [i, q] of rows.entries()) {
    if (i % SLICE === 0) await breathe(run.signal);
    columns.forEach((j, k) => {
      observed[k] = test.performance[q * llms.length + j] as number;
      answers.predicted[q * llms.length + j] = predicted.data[i * columns.length + k] as number;
    });
    if (observed.every(Number.isNaN)) continue;
    sheet.objectives.forEach((objective, o) => {
      const outcome = answers.outcomes[o];
      const { asked, answeredBy } = choose(row(predicted, i), observed, objective, test.responses.queries[q]?.id ?? '');
      if (!outcome) return;
      const column = (k: number) => columns[k] as number;
      record(outcome, test, q, { chosen: column(answeredBy), asked: asked.map(column), embedding: embedding?.[i] });
    });
  }
}

function ruleOf(plugin: AnyRouterPlugin): Rule {
  if (plugin.capabilities.includes('cascade')) return 'cascade';
  if (plugin.capabilities.includes('policy')) return 'policy';
  return plugin.output === 'performance' ? 'score' : 'preference';
}

/** Places among the candidates. */
interface Choice {
  readonly asked: readonly number[];
  readonly answeredBy: number;
}

type Chooser = (predicted: Float32Array, observed: Float32Array, objective: Objective, key: string) => Choice;

function chooser(plugin: AnyRouterPlugin, loaded: LoadedRouter, candidates: Candidates, seed: number): Chooser {
  const policy = facet(plugin, loaded, 'policy');
  const cascade = facet(plugin, loaded, 'cascade');
  const { cost } = candidates;
  // float32, as the serving ranking compares, so that evaluation and serving break ties alike.
  const scores = new Float32Array(cost.length);
  const rng = seededRng(seed).fork(`replay ${plugin.id}`);
  return (predicted, observed, objective, key) => {
    const own = policy?.decide(predicted, candidates, objective);
    if (cascade && own) {
      // A stream per query: what is drawn for one does not depend on which others are evaluated.
      return cascade.replay(own, candidates, observed, rng.fork(`${objective.alpha} ${key}`));
    }
    for (let k = 0; k < scores.length; k++) {
      const p = predicted[k] as number;
      const given = plugin.output === 'performance' ? score(objective, p, cost[k] as number) : p;
      scores[k] = Number.isNaN(observed[k]) ? Number.NaN : own ? (own.scores[k] as number) : given;
    }
    const best = bestIndex(scores, cost);
    return { asked: [best], answeredBy: best };
  };
}
