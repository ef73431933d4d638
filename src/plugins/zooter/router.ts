import { softmax } from '../../tensor/linear-algebra/softmax.js';
import type { LoadedRouter } from '../contract.js';
import type { Networks } from '../network/artifact.js';
import { forward } from '../network/layers.js';
import { networkRouter } from '../network/router.js';

/**
 * The preference for an LLM is its share of Z(q), the softmax over all LLMs of the training data: a smaller pool picks from
 * it and does not change it.
 */
export function loadZooterRouter({ llms, members }: Networks): LoadedRouter {
  const networks = members.map(forward);
  const shares = new Float64Array(llms.length);
  return networkRouter('zooter', llms, (vector, out) => {
    out.fill(0);
    for (const network of networks) {
      shares.set(network(vector));
      softmax(shares);
      for (let j = 0; j < out.length; j++) out[j] = (out[j] as number) + (shares[j] as number) / networks.length;
    }
  });
}
