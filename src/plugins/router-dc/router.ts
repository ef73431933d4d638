import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import type { LoadedRouter } from '../contract.js';
import type { Networks } from '../network/artifact.js';
import { forward } from '../network/layers.js';
import { networkRouter } from '../network/router.js';

/**
 * The preference for LLM j is (1 + cos(E(q), k_j)) / 2, which orders LLMs as the paper's softmax over cosines does and does not
 * depend on the pool. `embeddings` are the k_j, [llms, dims], of length 1.
 */
export function loadRouterDc({ llms, members }: Networks, embeddings: Float32Array): LoadedRouter {
  const encoders = members.map(forward);
  const dims = embeddings.length / llms.length;
  return networkRouter('router-dc', llms, (vector, out) => {
    out.fill(0);
    for (const encode of encoders) {
      const encoding = encode(vector);
      // A query whose encoding is zero points nowhere: ½ for every LLM.
      const length = Math.sqrt(dotAt(encoding, 0, encoding, 0, dims)) || 1;
      for (let j = 0; j < out.length; j++) {
        const cosine = dotAt(encoding, 0, embeddings, j * dims, dims) / length;
        // Rounding can take a cosine of ±1 a little further.
        out[j] = (out[j] as number) + Math.min(1, Math.max(0, (1 + cosine) / 2)) / encoders.length;
      }
    }
  });
}
