import { throwIfAborted } from '../../../domain/errors.js';
import type { LlmId, RouterId } from '../../../domain/ids.js';
import type { Matrix } from '../../../domain/matrix.js';
import { matrix } from '../../../domain/matrix.js';
import { objective } from '../../../domain/objective.js';
import type { ColdStartAnswers, NewcomerAnswers, PoolWithout } from '../../../evaluation/cold-start/answers.js';
import { knownPart } from '../../../evaluation/known-part.js';
import { emptyOutcome } from '../../../evaluation/outcome.js';
import type { TestSet } from '../../../evaluation/test-set.js';
import type { QueryBatch } from '../../../plugins/contract.js';
import type { RouterSet } from '../../../routing/router-set.js';
import type { Split } from '../../cross-validate.js';
import { decisionCost } from '../../decision-cost.js';
import { trainedSet } from '../../evaluation-routers.js';
import type { Watch } from '../../worker-messages.js';
import { fitOnce } from '../fit-once.js';
import type { ProtocolInput } from '../protocol.js';
import { anchorPool, evidenceOf } from './anchor-pool.js';
import { chooseAnchors } from './choose-anchors.js';
import type { ColdStartPlan } from './plan.js';
import type { PoolQueries } from './pool-choices.js';
import { writeChoices } from './pool-choices.js';
import { withEvidence } from './with-evidence.js';
import { testBatch } from '../test-batch.js';

/** What a split has in common for all newcomers: routers that know them all, and C. */
interface SplitQueries {
  readonly split: Split;
  readonly rows: readonly number[];
  readonly cost: Float32Array;
}

/**
 * Trains on every split once with all LLMs and once without each newcomer, lets the newcomer answer anchor queries of the training part,
 * and predicts it for the test queries. Throws what training throws, and CANCELLED.
 */
export async function runColdStart(
  input: ProtocolInput,
  plan: ColdStartPlan,
  splits: readonly Split[],
  test: TestSet,
  watch: Watch,
): Promise<{ readonly answers: ColdStartAnswers; readonly embedders: readonly string[] }> {
  const sheet = newSheet(input, plan, test);
  const embedders = new Set<string>();
  const embedder = await input.embedders.open(input.embedder, watch);
  for (const split of splits) {
    const training = { hyperparameters: input.hyperparameters, fitEmbedder: fitOnce(), embedder };
    const rows = split.testRows[0] as readonly number[];
    const train = (without: LlmId | null) => {
      throwIfAborted(watch.signal);
      const rest = new Set(split.train.llms.filter((llm) => llm !== without));
      const named = staged(watch, [split.name, without === null ? 'with all' : `without ${without}`]);
      return trainedSet(knownPart(split.train, rest).responses, plan.routers, input.training, training, named);
    };
    const full = await train(null);
    embedders.add(full.embedder.id);
    let shared: SplitQueries;
    try {
      const { cost } = decisionCost(test, full.reference.responses, input.prices);
      shared = { split, rows, cost };
      await sheet.writeTrained(full, shared, await testBatch(full, rows, test.responses, input), watch);
    } finally {
      await full.dispose();
    }
    for (const llm of plan.llms) {
      const set = await train(llm);
      try {
        embedders.add(set.embedder.id);
        await sheet.writeNewcomer(llm, set, shared, await testBatch(set, rows, test.responses, input), watch);
      } finally {
        await set.dispose();
      }
    }
  }
  return { answers: sheet.answers, embedders: [...embedders] };
}

function newSheet(input: ProtocolInput, plan: ColdStartPlan, test: TestSet) {
  const queries = test.responses.queries.length;
  const { llms } = test.responses;
  const objectives = input.alphas.map(objective);
  const outcomes = () => objectives.map(() => emptyOutcome(queries));
  const newcomers = new Map<string, NewcomerAnswers>();
  const without = new Map<string, PoolWithout>();
  const cell = (router: RouterId, llm: LlmId, anchors: number | null, selection: string | null): NewcomerAnswers => {
    const key = JSON.stringify([router, llm, anchors, selection]);
    const fresh = (): NewcomerAnswers => ({
      router,
      llm,
      anchors,
      selection,
      predicted: new Float32Array(queries).fill(Number.NaN),
      mean: outcomes(),
      cautious: outcomes(),
    });
    return remembered(newcomers, key, fresh);
  };
  /** Writes what is known of a newcomer by `set` into its cell. */
  const write = async (
    target: NewcomerAnswers,
    set: RouterSet,
    batch: QueryBatch,
    pool: PoolQueries,
    signal: AbortSignal,
  ) => {
    const router = set.routers.get(target.router as RouterId);
    const llm = target.llm as LlmId;
    if (!router?.loaded.supports(llm)) return;
    const candidates = { llms: [llm], cost: new Float32Array(1) };
    const own = await router.loaded.predict(batch, candidates, signal);
    const deviation = (await router.onboarding?.predictionDeviation(batch, candidates)) ?? matrix(own.rows, 1);
    pool.rows.forEach((q, i) => (target.predicted[q] = own.data[i] as number));
    const bound = own.data.map((p, i) => Math.max(0, p - plan.caution * (deviation.data[i] as number)));
    writeChoices(pool, own.data, objectives, target.mean);
    writeChoices(pool, bound, objectives, target.cautious);
  };

  return {
    get answers(): ColdStartAnswers {
      return { newcomers: [...newcomers.values()], without: [...without.values()] };
    },

    /** Routers that were trained with the newcomers: what there is to reach. */
    async writeTrained(set: RouterSet, { rows, cost }: SplitQueries, batch: QueryBatch, watch: Watch): Promise<void> {
      for (const router of plan.routers) {
        const predicted = await predictAll(set, router, llms, batch, watch.signal);
        for (const llm of plan.llms) {
          const pool = { test, rows, predicted, cost, newcomer: llms.indexOf(llm) };
          await write(cell(router, llm, null, null), set, batch, pool, watch.signal);
        }
      }
    },

    async writeNewcomer(llm: LlmId, set: RouterSet, shared: SplitQueries, batch: QueryBatch, watch: Watch) {
      const { split, rows, cost } = shared;
      const pools = new Map<RouterId, PoolQueries>();
      for (const router of plan.routers) {
        const predicted = await predictAll(set, router, llms, batch, watch.signal);
        const pool = { test, rows, predicted, cost, newcomer: llms.indexOf(llm) };
        pools.set(router, pool);
        const alone = remembered(without, JSON.stringify([router, llm]), () => ({ router, llm, outcomes: outcomes() }));
        writeChoices(pool, null, objectives, alone.outcomes);
      }
      const anchors = anchorPool(split.train, set, llm);
      for (const selection of plan.selections) {
        let chosen: readonly number[] = [];
        let known: RouterSet = set;
        for (const count of plan.anchors) {
          throwIfAborted(watch.signal);
          watch.onProgress({
            stage: `${split.name}: without ${llm}: ${selection.toLowerCase()}`,
            done: chosen.length,
            total: plan.anchors.at(-1) ?? null,
            unit: 'anchors',
          });
          chosen = await chooseAnchors(anchors, known, { selection, chosen, count, seed: input.seed });
          const { catalogue, factory } = input.training;
          const next = await withEvidence(set, evidenceOf(anchors, set, chosen), catalogue, factory);
          if (known !== set) await known.dispose();
          known = next;
          for (const [router, pool] of pools) {
            await write(cell(router, llm, count, selection.toLowerCase()), known, batch, pool, watch.signal);
          }
        }
        if (known !== set) await known.dispose();
      }
    },
  };
}

/** [queries, llms] P̂ of every LLM that the router knows; NaN for the others. */
async function predictAll(
  set: RouterSet,
  id: RouterId,
  llms: readonly LlmId[],
  batch: QueryBatch,
  signal: AbortSignal,
): Promise<Matrix> {
  const out = matrix(batch.vectors.rows, llms.length);
  out.data.fill(Number.NaN);
  const router = set.routers.get(id)?.loaded;
  const columns = llms.flatMap((llm, j) => (router?.llms.includes(llm) ? [j] : []));
  if (!router || columns.length === 0) return out;
  const candidates = { llms: columns.map((j) => llms[j] as LlmId), cost: new Float32Array(columns.length) };
  const some = await router.predict(batch, candidates, signal);
  for (let q = 0; q < out.rows; q++) {
    columns.forEach((j, k) => (out.data[q * llms.length + j] = some.data[q * columns.length + k] as number));
  }
  return out;
}

const staged = (watch: Watch, where: readonly string[]): Watch => ({
  ...watch,
  onProgress: (p) => watch.onProgress({ ...p, stage: [...where.filter((w) => w !== ''), p.stage].join(': ') }),
});

function remembered<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
