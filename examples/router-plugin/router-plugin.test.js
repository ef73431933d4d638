import { routerPluginSuite } from 'theta-router/plugin-kit/testing';
import nearestTask from './index.js';

routerPluginSuite(nearestTask, {
  importModule: () => import('./index.js'),
  skip: [
    {
      reason:
        'it tells tasks apart and no queries within one, and the suite wants P̂ to follow single queries (r 0.29 of 0.3)',
      tests: ['learns a newcomer from its answers, or says why it cannot'],
    },
  ],
});
