import { bestSingle, large, oracle, random, small } from './baselines/index.js';
import type { AnyRouterPlugin } from './contract.js';
import { knn } from './knn/index.js';
import { mirt } from './mirt/index.js';

/** The router plugins that come with the product; the first is the default. An explicit list: importing has no effects. */
export const BUILTIN_PLUGINS: readonly AnyRouterPlugin[] = [mirt, knn, bestSingle, small, large, random, oracle];
