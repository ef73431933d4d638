import { tensorOf } from '../../src/domain/artifact.js';
import { bestSingle, large, oracle, random, small } from '../../src/plugins/baselines/index.js';
import type { RouterPluginSuiteOptions } from './router-plugin.suite.js';
import { routerPluginSuite } from './router-plugin.suite.js';
import { cluster } from '../../src/plugins/cluster/index.js';
import { ensemble } from '../../src/plugins/ensemble/index.js';
import { graphRouter } from '../../src/plugins/graph-router/index.js';
import { automix, frugalGpt } from '../../src/plugins/cascade/index.js';
import { hybridLlm } from '../../src/plugins/hybrid-llm/index.js';
import { routeLlmClassifier, routeLlmMf, routeLlmSw } from '../../src/plugins/route-llm/index.js';
import { hirt } from '../../src/plugins/hirt/index.js';
import { knn } from '../../src/plugins/knn/index.js';
import { mirt } from '../../src/plugins/mirt/index.js';
import { mlp } from '../../src/plugins/mlp/index.js';
import { routerDc } from '../../src/plugins/router-dc/index.js';
import { zooter } from '../../src/plugins/zooter/index.js';
import { nirt } from '../../src/plugins/nirt/index.js';

const raiseAbility: RouterPluginSuiteOptions['raiseAbility'] = (artifact, llm, dimension, by) => {
  const { dims, llms } = artifact.meta as unknown as { dims: number; llms: readonly string[] };
  const abilities = tensorOf(artifact, 'abilities', 'Float32Array').slice();
  const at = llms.indexOf(llm) * dims + dimension;
  abilities[at] = (abilities[at] as number) + by;
  return { ...artifact, tensors: { ...artifact.tensors, abilities } };
};

for (const form of ['linear', 'monotone'] as const) {
  routerPluginSuite(mirt, {
    importModule: () => import('../../src/plugins/mirt/index.js'),
    hyperparameters: { form, dims: 4, epochs: 5 },
    raiseAbility,
  });
}
const importBaselines = () => import('../../src/plugins/baselines/index.js');
routerPluginSuite(knn, { importModule: () => import('../../src/plugins/knn/index.js'), hyperparameters: { k: 10 } });
for (const plugin of [bestSingle, small, large, random, oracle])
  routerPluginSuite(plugin, { importModule: importBaselines });
routerPluginSuite(cluster, {
  importModule: () => import('../../src/plugins/cluster/index.js'),
  hyperparameters: { clusters: 8 },
});
routerPluginSuite(ensemble, {
  importModule: () => import('../../src/plugins/ensemble/index.js'),
  hyperparameters: { members: ['mirt', 'knn'], memberHyperparameters: { mirt: { dims: 4, epochs: 5 } } },
});

const importCascades = () => import('../../src/plugins/cascade/index.js');
const quick = { epochs: 5, heldOutQueries: 40 };
for (const hyperparameters of [
  quick,
  { ...quick, verifier: { sensitivity: 0.9, specificity: 0.8 } },
  { ...quick, askAnyway: true },
])
  routerPluginSuite(frugalGpt, { importModule: importCascades, hyperparameters });
for (const rule of ['threshold', 'pomdp'])
  routerPluginSuite(automix, {
    importModule: importCascades,
    hyperparameters: { ...quick, rule, sensitivity: 0.9, specificity: 0.9 },
  });

for (const network of ['single', 'two-layer'] as const) {
  routerPluginSuite(nirt, {
    importModule: () => import('../../src/plugins/nirt/index.js'),
    hyperparameters: { network, hiddenSize: 16, layoutEpochs: 10, epochs: 5 },
    raiseAbility: (artifact, llm, dimension, by) => {
      const { abilityIds, llms } = artifact.meta as unknown as Record<'abilityIds' | 'llms', readonly string[]>;
      const abilities = tensorOf(artifact, 'abilities', 'Float32Array').slice();
      const at = llms.indexOf(llm) * abilityIds.length + dimension;
      abilities[at] = (abilities[at] as number) + by;
      return { ...artifact, tensors: { ...artifact.tensors, abilities } };
    },
  });
}

const importRouteLlm = () => import('../../src/plugins/route-llm/index.js');
for (const hidden of [0, 4])
  routerPluginSuite(hybridLlm, {
    importModule: () => import('../../src/plugins/hybrid-llm/index.js'),
    hyperparameters: { hidden, epochs: 5 },
  });
routerPluginSuite(routeLlmMf, { importModule: importRouteLlm, hyperparameters: { dims: 4, epochs: 5 } });
routerPluginSuite(routeLlmClassifier, { importModule: importRouteLlm });
for (const tiers of [null, 2])
  routerPluginSuite(routeLlmSw, { importModule: importRouteLlm, hyperparameters: { neighbours: 20, tiers } });
routerPluginSuite(graphRouter, {
  importModule: () => import('../../src/plugins/graph-router/index.js'),
  hyperparameters: { dims: 4, epochs: 5, neighbours: 10 },
});

for (const hyperparameters of [{}, { minTaskQueries: 100 }, { residualDims: 0 }])
  routerPluginSuite(hirt, {
    importModule: () => import('../../src/plugins/hirt/index.js'),
    hyperparameters,
    raiseAbility,
  });

for (const [plugin, importModule] of [
  [mlp, () => import('../../src/plugins/mlp/index.js')],
  [zooter, () => import('../../src/plugins/zooter/index.js')],
  [routerDc, () => import('../../src/plugins/router-dc/index.js')],
] as const)
  for (const hiddenLayers of [1, 2]) {
    routerPluginSuite(plugin, { importModule, hyperparameters: { hiddenLayers, hiddenSize: 8, epochs: 5 } });
  }
