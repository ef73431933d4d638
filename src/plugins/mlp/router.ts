import { plainSigmoid } from '../../domain/logistic.js';
import type { LoadedRouter } from '../contract.js';
import type { Networks } from '../network/artifact.js';
import { forward } from '../network/layers.js';
import { networkRouter } from '../network/router.js';

/** P̂ is the mean over the members of σ(x), x the log-odds that each gives. */
export function loadMlpRouter({ llms, members }: Networks): LoadedRouter {
  const networks = members.map(forward);
  return networkRouter('mlp', llms, (vector, out) => {
    out.fill(0);
    for (const network of networks) {
      const logOdds = network(vector);
      for (let j = 0; j < out.length; j++) {
        out[j] = (out[j] as number) + plainSigmoid(logOdds[j] as number);
      }
    }
    // Rounding could take a mean of ones above 1.
    for (let j = 0; j < out.length; j++) out[j] = Math.min(1, (out[j] as number) / networks.length);
  });
}
