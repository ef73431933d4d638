import type { FitEmbedder } from '../build-router-set.js';
import { fitDefaultEmbedder } from '../run-training.js';

/**
 * Learns the default embedder for a list of queries, and gives the same one again for an equal list: trainings that differ in
 * their routers alone then share it. One per seed: the embedder depends on the run's seed and the queries only.
 */
export function fitOnce(): FitEmbedder {
  let last: { readonly texts: readonly string[]; readonly fitted: ReturnType<FitEmbedder> } | null = null;
  return (queries, run) => {
    const texts = queries.map((q) => q.text);
    if (last === null || last.texts.length !== texts.length || last.texts.some((t, i) => t !== texts[i])) {
      last = { texts, fitted: fitDefaultEmbedder(queries, run) };
    }
    return last.fitted;
  };
}
