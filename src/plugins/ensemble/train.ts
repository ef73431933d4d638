import type { Artifact } from '../../domain/artifact.js';
import type { Json } from '../../domain/artifact.js';
import { throwIfAborted } from '../../domain/errors.js';
import { seededRng } from '../../domain/random.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { requireResponses } from '../training-checks.js';
import type { EnsembleMember } from './artifact.js';
import { saveEnsemble } from './artifact.js';
import type { EnsembleHyperparameters } from './hyperparameters.js';
import { resolveMembers } from './members.js';
import { outOfFold } from './out-of-fold.js';
import { average, fitStacking, stackedLogLoss } from './stacking.js';

/** Learns the weights on held-out predictions, then trains the members that count on all data; see README.md. */
export async function trainEnsemble(
  data: TrainingSet,
  h: EnsembleHyperparameters,
  run: TrainingRun,
): Promise<Artifact> {
  throwIfAborted(run.signal);
  requireResponses('ensemble', data);
  const members = resolveMembers(h, run.plugin);
  const held = await outOfFold(data, members, h.folds, h.rounds, run);
  const fitted = await fitStacking(held, h.averagePrecision, run.signal);
  // Only when every member is worse than a constant; then nothing tells them apart and the average is as good.
  const stacking = fitted.weights.some((w) => w > 0) ? fitted : average(members.length);
  const trained: EnsembleMember[] = [];
  for (const [k, { plugin, hyperparameters }] of members.entries()) {
    const weight = stacking.weights[k] as number;
    if (weight === 0) continue;
    const artifact = await plugin.train(data, hyperparameters, {
      ...run,
      // The stream that a router set gives to this plugin: the member is the router that would stand beside the ensemble.
      rng: seededRng(run.seed).fork(plugin.id),
      onProgress: (p) => run.onProgress({ ...p, stage: `${plugin.id}: ${p.stage}` }),
    });
    trained.push({ id: plugin.id, artifact, weight });
  }
  return saveEnsemble(
    { intercept: stacking.intercept, members: trained },
    {
      embedderId: data.embedderId,
      seed: run.seed,
      hyperparameters: { ...h, memberHyperparameters: h.memberHyperparameters as { [key: string]: Json } },
      training: {
        queries: data.vectors.rows,
        responses: data.responses.performance.length,
        heldOutPairs: held.targets.length,
        heldOutLoss: lossOf(held.targets.length, stackedLogLoss(held, stacking)),
        memberLosses: Object.fromEntries(
          members.map(({ plugin }, k) => [
            plugin.id,
            lossOf(held.targets.length, stackedLogLoss(held, alone(k, members.length))),
          ]),
        ),
        weights: Object.fromEntries(members.map(({ plugin }, k) => [plugin.id, stacking.weights[k] as number])),
      },
    },
  );
}

const alone = (k: number, members: number) => ({
  intercept: 0,
  weights: Float64Array.from({ length: members }, (_, i) => (i === k ? 1 : 0)),
});

const lossOf = (pairs: number, loss: number): number | null => (pairs > 0 ? loss : null);
