import type { SavedEmbedder } from '../tensor/embedder.js';
import type { EmbedderSettings } from '../tensor/embedders/host.js';
import { embedderHost } from '../tensor/embedders/host.js';
import { openEmbedder } from '../tensor/embedders/open.js';
import type { EmbedderSpec } from '../tensor/embedders/spec.js';
import { rememberingEmbedder } from './remembering-embedder.js';
import type { Watch } from './worker-messages.js';

/** The embedders of one evaluation: each is opened when it is first asked for, and embeds each text once until the end. */
export interface EvaluationEmbedders extends AsyncDisposable {
  /** What a name in the parameters of a protocol stands for. Throws CONFIG_INVALID. */
  spec(name: string): EmbedderSpec;
  /**
   * Null for none, and for the lexical one, which is learned from the training queries of each split. Any other was made without them, so
   * that embedding test queries ahead, in all folds alike, tells training nothing. Throws EMBEDDER_UNAVAILABLE or CANCELLED.
   */
  open(spec: EmbedderSpec | null, watch: Watch): Promise<SavedEmbedder | null>;
}

/** `log` gets a line for the operator: the device of an embedder, a service that does not answer. */
export function evaluationEmbedders(
  spec: EvaluationEmbedders['spec'],
  settings: EmbedderSettings,
  log: (line: string) => void,
): EvaluationEmbedders {
  const opened = new Map<string, { readonly inner: SavedEmbedder; readonly remembering: SavedEmbedder }>();
  return {
    spec,
    async open(wanted, { signal, onProgress }) {
      if (wanted === null || wanted.kind === 'lexical') return null;
      const key = JSON.stringify(wanted);
      const known = opened.get(key);
      if (known) return known.remembering;
      const host = embedderHost(settings, { log, onProgress, uniform: Math.random });
      const inner = await openEmbedder(wanted, host, signal);
      const remembering = rememberingEmbedder(inner);
      opened.set(key, { inner, remembering });
      return remembering;
    },
    async [Symbol.asyncDispose]() {
      for (const { inner } of opened.values()) await inner[Symbol.asyncDispose]();
      opened.clear();
    },
  };
}
