import type { LoadedRouter } from '../contract.js';
import type { Networks } from '../network-artifact.js';
import { forward } from '../network-layers.js';
import { networkRouter } from '../network-router.js';

/** P̂ is the mean over the members of 1 / (1 + e^−x), x the log-odds that each gives. */
export function loadMlpRouter({ llms, members }: Networks): LoadedRouter {
  const networks = members.map(forward);
  return networkRouter('mlp', llms, (vector, out) => {
    out.fill(0);
    for (const network of networks) {
      const logOdds = network(vector);
      for (let j = 0; j < out.length; j++) {
        // e^−x may overflow to infinity, and the quotient is then 0 as it should be.
        out[j] = (out[j] as number) + 1 / (1 + Math.exp(-(logOdds[j] as number)));
      }
    }
    // Rounding could take a mean of ones above 1.
    for (let j = 0; j < out.length; j++) out[j] = Math.min(1, (out[j] as number) / networks.length);
  });
}
