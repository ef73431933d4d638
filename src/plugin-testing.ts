/**
 * What every router plugin must keep, for its author: `import { routerPluginSuite } from 'theta-router/plugin-kit/testing'` in a
 * file that vitest runs.
 */
export type { RouterPluginSuiteOptions } from './plugin-testing/router-plugin.suite.js';
export { routerPluginSuite } from './plugin-testing/router-plugin.suite.js';
/** The training set of the suite, and what a run and a loaded router are given, for further tests of one's own. */
export type { MirtWorld, MirtWorldOptions } from './plugin-testing/mirt-world.js';
export { mirtWorld } from './plugin-testing/mirt-world.js';
export { queriesOf, routerDeps, trainingRun } from './plugin-testing/router-harness.js';
