import type { RouterId } from '../../domain/ids.js';
import { cataloguePrices } from '../../domain/llm.js';
import { objective } from '../../domain/objective.js';
import { seededRng } from '../../domain/random.js';
import type { VectorStore } from '../../domain/vector-store.js';
import { answerQueries } from '../../evaluation/answer-queries.js';
import type { AnswerSheet } from '../../evaluation/answers.js';
import type { Outcome } from '../../evaluation/outcome.js';
import type { TestSet } from '../../evaluation/test-set.js';
import { testSet } from '../../evaluation/test-set.js';
import { embeddingCosts, looksAtVectors } from '../../routing/embedding-cost.js';
import type { RouterSetManifest } from '../../routing/ports.js';
import { batchOf } from '../../routing/query-batch.js';
import type { RouterSet } from '../../routing/router-set.js';
import { loadRouterSet } from '../../routing/router-set.js';
import { routerSetFactory } from '../router-set-factory.js';
import type { Watch } from '../worker-messages.js';
import { compareOutcomes } from './compare-outcomes.js';
import type { CompareVersions, ComparisonTask, VersionComparison } from './comparison-task.js';

/**
 * Lets every router that both versions have choose for the same queries, as each version would when serving: with its own embedder, warm-up,
 * calibration and evidence, but at the same prices and among the same LLMs. Runs in this thread.
 */
export const compareVersions: CompareVersions = async (task, watch) => {
  const test = testSet(task.test, cataloguePrices(task.catalogue));
  const serving = await answersOf(task.serving, test, task, watch);
  const candidate = await answersOf(task.candidate, test, task, watch);
  watch.onProgress({ stage: 'compare', done: 0, total: null, unit: 'resamples' });
  const pairs = [...serving.outcomes].flatMap(([router, before]) => {
    const after = candidate.outcomes.get(router);
    return after ? [{ router, before, after }] : [];
  });
  const rng = seededRng(task.seed).fork('refit comparison');
  const routers = await compareOutcomes(test, pairs, objective(task.alpha), task.resamples, rng, watch.signal);
  return {
    costSource: test.costSource,
    routers,
    supported: { serving: serving.supported, candidate: candidate.supported },
  } satisfies VersionComparison;
};

interface VersionAnswers {
  readonly outcomes: ReadonlyMap<RouterId, Outcome>;
  readonly supported: VersionComparison['supported']['serving'];
}

/** Loads one version, asks it and lets it go: two at once would need twice the memory. */
async function answersOf(
  manifest: RouterSetManifest,
  test: TestSet,
  task: ComparisonTask,
  watch: Watch,
): Promise<VersionAnswers> {
  const factory = await routerSetFactory({
    ...task,
    embedding: { cacheBytes: 0 },
    vectors: givenVectors(task.vectors),
    sharesVectors: true,
    exactNeighbours: true,
  });
  const blob = async (digest: string) => task.blobs.get(digest) as Uint8Array;
  const set = await loadRouterSet(manifest, blob, task.catalogue, factory);
  try {
    return await answer(set, test, task, watch);
  } finally {
    await set.dispose();
  }
}

async function answer(set: RouterSet, test: TestSet, task: ComparisonTask, watch: Watch): Promise<VersionAnswers> {
  const { queries } = test.responses;
  const sheet: AnswerSheet = {
    test,
    relativeCost: new Float32Array(test.performance.length),
    objectives: [objective(task.alpha)],
    asked: 1,
    routers: new Map(),
  };
  const texts = queries.map(({ text }) => text ?? '');
  const { warmUpWeight } = set.manifest;
  const batch = await batchOf(set, texts, warmUpWeight, task.warmUpNeighbours, watch.signal);
  const paid = embeddingCosts(set.embedder, texts);
  const routers = [...set.routers.values()].filter(({ plugin }) => !plugin.evaluationOnly);
  for (const [i, router] of routers.entries()) {
    const stage = `ask ${set.manifest.version}`;
    watch.onProgress({ stage, done: i, total: routers.length, unit: 'routers' });
    const block = {
      rows: [...queries.keys()],
      batch,
      cost: task.cost,
      embedding: looksAtVectors(router) ? paid : null,
    };
    await answerQueries(sheet, router, block, { signal: watch.signal, seed: task.seed });
  }
  return {
    outcomes: new Map(routers.map(({ id }) => [id, sheet.routers.get(id)?.outcomes[0] as Outcome])),
    supported: new Map(routers.map(({ id, loaded }) => [id, task.pool.filter((llm) => loaded.supports(llm))] as const)),
  };
}

/** Reads what was looked up before the thread began, and keeps nothing. */
const givenVectors = (vectors: ComparisonTask['vectors']): VectorStore => ({
  async get(embedder, digests) {
    const known = vectors.get(embedder);
    // Copies: the caller may write to what it gets.
    return new Map(
      digests.flatMap((digest) => {
        const vector = known?.get(digest);
        return vector ? [[digest, vector.slice()] as const] : [];
      }),
    );
  },
  put: async () => {},
});
