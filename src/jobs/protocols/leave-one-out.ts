import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId, RouterId } from '../../domain/ids.js';
import { knownPart } from '../../evaluation/known-part.js';
import { facet } from '../../plugins/contract.js';
import type { QueryBatch } from '../../plugins/contract.js';
import type { ServingRouter } from '../../routing/router-set.js';
import type { Split } from '../cross-validate.js';
import { trainedSet } from '../evaluation-routers.js';
import type { Watch } from '../worker-messages.js';
import { fitOnce } from './fit-once.js';
import type { ProtocolInput } from './protocol.js';
import type { SplitTestSet } from './splits.js';
import { testBatch } from './test-batch.js';

/** P̂ of an LLM by routers that never saw a response of it. */
export interface UnseenPredictions {
  readonly router: RouterId;
  readonly llm: LlmId;
  /** [queries] P̂ of the LLM; NaN where it was not predicted. */
  readonly predicted: Float32Array;
  /** [queries] mean P̂ of the LLMs that the router was trained on: what to say of an LLM that nothing is known of. */
  readonly others: Float32Array;
}

/**
 * Leaves one LLM after the other out of the training data and predicts it for the test queries of every split. An embedder that
 * is learned is learned once per split, from the same queries. Throws what training throws, and CANCELLED.
 */
export async function leaveOneOut(
  input: ProtocolInput,
  routers: readonly RouterId[],
  llms: readonly LlmId[],
  splits: readonly Split[],
  testSet: SplitTestSet,
  watch: Watch,
): Promise<{ readonly predictions: readonly UnseenPredictions[]; readonly embedders: readonly string[] }> {
  const queries = testSet.responses.queries.length;
  const empty = () => new Float32Array(queries).fill(Number.NaN);
  const predictions = llms.flatMap((llm) =>
    routers.map((router) => ({ router, llm, predicted: empty(), others: empty() })),
  );
  const embedders = new Set<string>();
  const embedder = await input.embedders.open(input.embedder, watch);
  for (const split of splits) {
    const fitEmbedder = fitOnce();
    for (const llm of llms) {
      throwIfAborted(watch.signal);
      const rest = new Set(split.train.llms.filter((other) => other !== llm));
      const training = { hyperparameters: input.hyperparameters, fitEmbedder, embedder };
      const stage = [split.name, `without ${llm}`].filter((part) => part !== '').join(': ');
      const named = {
        ...watch,
        onProgress: (p: Parameters<Watch['onProgress']>[0]) =>
          watch.onProgress({ ...p, stage: `${stage}: ${p.stage}` }),
      };
      const set = await trainedSet(knownPart(split.train, rest).responses, routers, input.training, training, named);
      try {
        embedders.add(set.embedder.id);
        const rows = split.testRows[0] as readonly number[];
        const batch = await testBatch(set, rows, testSet.responses, input);
        for (const target of predictions.filter((p) => p.llm === llm)) {
          const router = set.routers.get(target.router);
          if (router) await predictUnseen(router, target, rows, batch, watch.signal);
        }
      } finally {
        await set.dispose();
      }
    }
  }
  return { predictions, embedders: [...embedders] };
}

async function predictUnseen(
  { plugin, loaded }: ServingRouter,
  target: UnseenPredictions,
  rows: readonly number[],
  batch: QueryBatch,
  signal: AbortSignal,
): Promise<void> {
  if (!facet(plugin, loaded, 'unseenLlms')?.predictsUnseen(target.llm)) return;
  const own = await loaded.predict(batch, { llms: [target.llm], cost: new Float32Array(1) }, signal);
  const known = loaded.llms.filter((llm) => llm !== target.llm);
  const others = await loaded.predict(batch, { llms: known, cost: new Float32Array(known.length) }, signal);
  rows.forEach((q, i) => {
    target.predicted[q] = own.data[i] as number;
    let sum = 0;
    for (let k = 0; k < known.length; k++) sum += others.data[i * known.length + k] as number;
    target.others[q] = sum / known.length;
  });
}
