import { selectAnchors } from '../../../calibration/anchors/select-anchors.js';
import type { ItemInformation } from '../../../calibration/anchors/items.js';
import type { AnchorSelection } from '../../../calibration/types.js';
import { takeRows } from '../../../domain/matrix.js';
import type { QueryBatch } from '../../../plugins/contract.js';
import type { RouterSet, ServingRouter } from '../../../routing/router-set.js';
import type { AnchorPool } from './anchor-pool.js';

export interface AnchorChoiceSettings {
  readonly selection: AnchorSelection;
  /** Places in the pool that are answered already, in the order in which they were asked. */
  readonly chosen: readonly number[];
  /** How many there shall be in the end. */
  readonly count: number;
  readonly seed: number;
}

/** More anchors after those that are answered, as places in the pool, given what `known` has learned from them. */
export async function chooseAnchors(
  { llm, rows }: AnchorPool,
  known: RouterSet,
  { selection, chosen, count, seed }: AnchorChoiceSettings,
): Promise<readonly number[]> {
  if (count <= chosen.length) return chosen;
  const { reference } = known;
  const queries = Array.from(rows, (row) => reference.responses.queries[row] as { id: string; task: string | null });
  const batch: QueryBatch = { vectors: takeRows(reference.vectors, rows), keys: queries.map((q) => q.id) };
  const candidates = { llms: [llm], cost: new Float32Array(1) };
  const router = informative(known, llm);
  const predicted = router ? (await router.loaded.predict(batch, candidates)).data : null;
  const items = {
    ids: queries.map((q) => q.id),
    tasks: queries.map((q) => q.task),
    difficulty: Float32Array.from(rows, (_, i) => 1 - (predicted?.[i] ?? Number.NaN)),
    answered: answeredBy(rows.length, chosen),
  };
  const posterior = router?.onboarding?.posterior(llm);
  const information: ItemInformation | null =
    router?.onboarding && posterior && predicted
      ? {
          predicted,
          sensitivity: await router.onboarding.sensitivity(batch, llm),
          covariance: posterior.covariance,
        }
      : null;
  const more = selectAnchors(selection, items, { count: count - chosen.length, seed, information });
  return [...chosen, ...more.map(({ row }) => row)];
}

/** The first router that has a posterior over θ of the LLM, or else the first that predicts it. */
function informative({ routers }: RouterSet, llm: ServingRouter['loaded']['llms'][number]): ServingRouter | undefined {
  const able = [...routers.values()].filter(({ loaded }) => loaded.supports(llm));
  return able.find(({ onboarding }) => onboarding?.posterior(llm)) ?? able[0];
}

function answeredBy(size: number, chosen: readonly number[]): Uint8Array {
  const out = new Uint8Array(size);
  for (const i of chosen) out[i] = 1;
  return out;
}
