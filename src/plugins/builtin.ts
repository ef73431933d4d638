import { bestSingle, large, oracle, random, small } from './baselines/index.js';
import { automix, frugalGpt } from './cascade/index.js';
import { cluster } from './cluster/index.js';
import type { AnyRouterPlugin } from './contract.js';
import { ensemble } from './ensemble/index.js';
import { graphRouter } from './graph-router/index.js';
import { hirt } from './hirt/index.js';
import { hybridLlm } from './hybrid-llm/index.js';
import { knn } from './knn/index.js';
import { mirt } from './mirt/index.js';
import { mlp } from './mlp/index.js';
import { nirt } from './nirt/index.js';
import { routeLlmClassifier, routeLlmMf, routeLlmSw } from './route-llm/index.js';
import { routerDc } from './router-dc/index.js';
import { zooter } from './zooter/index.js';

/** The router plugins that come with the product; the first is the default. An explicit list: importing has no effects. */
export const BUILTIN_PLUGINS: readonly AnyRouterPlugin[] = [
  hirt,
  mirt,
  nirt,
  knn,
  mlp,
  cluster,
  graphRouter,
  ensemble,
  routerDc,
  zooter,
  hybridLlm,
  routeLlmMf,
  routeLlmSw,
  routeLlmClassifier,
  frugalGpt,
  automix,
  bestSingle,
  small,
  large,
  random,
  oracle,
];
