import type { Matrix } from '../../domain/matrix.js';
import { takeRows } from '../../domain/matrix.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { breathe } from '../../tensor/linear-algebra/breathe.js';
import type { LoadedRouter, RouterDeps, TrainingRun, TrainingSet } from '../contract.js';
import { loadRouter } from '../load-router.js';
import { dealByTask, depsOver, takeTrainingRows } from './folds.js';
import type { Member } from './members.js';
import type { StackingData } from './stacking.js';
import { logit } from './stacking.js';

/** Queries predicted between two turns of the event loop. */
const SLICE = 256;

/**
 * What the members say about training queries that they were not trained on: in each round they learn from all parts but
 * one and predict that one. Only pairs count for which every member has a prediction.
 */
export async function outOfFold(
  data: TrainingSet,
  members: readonly Member[],
  folds: number,
  rounds: number,
  run: TrainingRun,
): Promise<StackingData> {
  const parts = Math.min(folds, data.vectors.rows);
  const part = dealByTask(data.responses, parts, run.rng.fork('ensemble/folds'));
  const logits: number[] = [];
  const targets: number[] = [];
  for (let round = 0; round < Math.min(rounds, parts); round++) {
    const rows = Uint32Array.from(part.keys());
    const rest = takeTrainingRows(
      data,
      rows.filter((q) => part[q] !== round),
    );
    if (rest.responses.performance.length === 0) continue;
    const deps = await depsOver(rest, run);
    const routers: LoadedRouter[] = [];
    try {
      for (const member of members) routers.push(await trainOn(rest, member, deps, round, run));
      await predictPart(
        data,
        rows.filter((q) => part[q] === round),
        routers,
        run,
        logits,
        targets,
      );
    } finally {
      for (const router of routers) await router[Symbol.asyncDispose]();
      deps.index[Symbol.dispose]();
    }
  }
  return { members: members.length, logits: Float64Array.from(logits), targets: Float64Array.from(targets) };
}

async function trainOn(
  data: TrainingSet,
  { plugin, hyperparameters }: Member,
  deps: RouterDeps,
  round: number,
  run: TrainingRun,
): Promise<LoadedRouter> {
  const artifact = await plugin.train(data, hyperparameters, {
    ...run,
    rng: run.rng.fork(`ensemble/round ${round}/${plugin.id}`),
    onProgress: (p) => run.onProgress({ ...p, stage: `round ${round + 1}, ${plugin.id}: ${p.stage}` }),
  });
  return loadRouter(plugin, artifact, deps);
}

/** Appends logits and y of every observed pair of the queries `rows` that all routers can predict. */
async function predictPart(
  { vectors, responses, cost }: TrainingSet,
  rows: Uint32Array,
  routers: readonly LoadedRouter[],
  run: TrainingRun,
  logits: number[],
  targets: number[],
): Promise<void> {
  const shared = responses.llms.flatMap((llm, j) => (routers.every((r) => r.supports(llm)) ? [j] : []));
  const columnOf = new Map(shared.map((j, k) => [j, k]));
  const candidates = {
    llms: shared.flatMap((j) => responses.llms[j] ?? []),
    cost: Float32Array.from(shared, (j) => cost[j] || 0),
  };
  for (let from = 0; from < rows.length; from += SLICE) {
    const slice = rows.subarray(from, from + SLICE);
    const queries = { vectors: takeRows(vectors, slice), keys: keysOf(responses, slice) };
    const predicted: Matrix[] = [];
    for (const router of routers) predicted.push(await router.predict(queries, candidates, run.signal));
    slice.forEach((q, i) => {
      for (let e = responses.rowStart[q] as number; e < (responses.rowStart[q + 1] as number); e++) {
        const column = columnOf.get(responses.llmIndex[e] as number);
        if (column === undefined) continue;
        for (const p of predicted) logits.push(logit(p.data[i * shared.length + column] as number));
        targets.push(responses.performance[e] as number);
      }
    });
    run.onProgress({
      stage: 'predict held-out queries',
      done: Math.min(rows.length, from + SLICE),
      total: rows.length,
      unit: 'queries',
    });
    await breathe(run.signal);
  }
}

const keysOf = ({ queries }: ResponseMatrix, rows: Uint32Array): string[] =>
  Array.from(rows, (q) => queries[q]?.id ?? '');
