import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { plainSigmoid } from '../../domain/logistic.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import type { Candidates, Facets, LoadedRouter, QueryBatch, RouterDeps } from '../contract.js';
import { columnsOf, unknownLlm } from '../llm-columns.js';
import type { GraphWeights } from './artifact.js';
import { edgesOf } from './edges.js';
import type { MessageGraph } from './messages.js';
import { gatherMessages, messageSize } from './messages.js';

/** Queries whose neighbours are looked up at a time. */
const BLOCK = 256;

/** An LLM node ready for edge prediction. */
interface Node {
  /** [dims + 1] state and level. */
  readonly state: Float32Array;
  /** Column of the messages about it; the last, about LLMs in general, for one without responses. */
  readonly column: number;
}

export function loadGraphRouter(w: GraphWeights, deps: RouterDeps): LoadedRouter & Pick<Facets, 'unseenLlms'> {
  const { dims, embeddingSize: d, llms } = w;
  const m = llms.length;
  const columns = columnsOf(llms);
  const { reference, index } = deps;
  const graph: MessageGraph = {
    edges: edgesOf(reference.responses, llms, w.means, w.tasks),
    vectors: reference.vectors,
    tasks: { rows: w.tasks.length, cols: m + 1, data: w.taskMessages },
    edgeShrinkage: w.edgeShrinkage,
  };

  const node = (llm: LlmId): Node => {
    const column = columns.get(llm);
    if (column !== undefined)
      return { column, state: w.llmNodes.subarray(column * (dims + 1), (column + 1) * (dims + 1)) };
    const profile = deps.profile(llm);
    if (!profile) throw unknownLlm('graph-router', llm, 'it has neither responses in the training data nor a profile');
    const state = Float32Array.from({ length: dims + 1 }, (_, k) => dotAt(w.profileWeights, k * d, profile, 0, d));
    state[dims] = (state[dims] as number) + (w.level[0] as number);
    return { column: m, state };
  };

  /** Hidden state of the query at row `q` of `vectors` from its vector and its messages. */
  const queryNode = (vectors: Float32Array, q: number, messages: Float32Array, out: Float32Array): void => {
    for (let k = 0; k < dims; k++) {
      const sum =
        (w.hiddenBias[k] as number) +
        dotAt(w.queryWeights, k * d, vectors, q * d, d) +
        dotAt(w.neighbourWeights, k * d, messages, 0, d) +
        dotAt(w.queryMessageWeights, k * m, messages, d, m) +
        dotAt(w.taskMessageWeights, k * m, messages, d + m + 1, m);
      out[k] = Math.max(0, sum);
    }
  };

  const predictsUnseen = (llm: LlmId) => !columns.has(llm) && deps.profile(llm) !== null;

  return {
    llms,
    supports: (llm) => columns.has(llm) || predictsUnseen(llm),
    async predict({ vectors }: QueryBatch, { llms: candidates }: Candidates, signal) {
      const nodes = candidates.map(node);
      const out = matrix(vectors.rows, nodes.length);
      const messages = new Float32Array(messageSize(d, m));
      const hidden = new Float32Array(dims);
      const [queryTrust, taskTrust] = w.trust as unknown as [number, number];
      for (let from = 0; from < vectors.rows; from += BLOCK) {
        const rows = Math.min(BLOCK, vectors.rows - from);
        const block: Matrix = { rows, cols: d, data: vectors.data.subarray(from * d, (from + rows) * d) };
        const near = await index.search(block, w.neighbours);
        throwIfAborted(signal);
        for (let q = 0; q < rows; q++) {
          const ids = near.ids.subarray(q * near.k, (q + 1) * near.k);
          gatherMessages(graph, ids, near.similarity.subarray(q * near.k, (q + 1) * near.k), messages);
          queryNode(block.data, q, messages, hidden);
          const difficulty = dotAt(w.difficultyWeights, 0, block.data, q * d, d) + (w.difficultyBias[0] as number);
          nodes.forEach(({ state, column }, j) => {
            const x =
              dotAt(state, 0, hidden, 0, dims) +
              (state[dims] as number) -
              difficulty +
              queryTrust * (messages[d + column] as number) +
              taskTrust * (messages[d + m + 1 + column] as number);
            out.data[(from + q) * nodes.length + j] = plainSigmoid(x);
          });
        }
      }
      return out;
    },
    unseenLlms: { predictsUnseen },
    async [Symbol.asyncDispose]() {},
  };
}
