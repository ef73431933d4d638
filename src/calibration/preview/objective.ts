import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { objective } from '../../domain/objective.js';
import type { ServingRouter } from '../../routing/router-set.js';
import type { Snapshot } from '../../routing/snapshot.js';
import { objectiveOf } from '../../routing/targets/check-target.js';
import { curveOf } from '../../routing/targets/known-curves.js';
import { solveTarget } from '../../routing/targets/solve-target.js';
import type { MeanTarget, SolvedTarget, Target } from '../../routing/targets/types.js';
import type { LineUp } from './line-up.js';
import type { PreviewQueries } from './queries.js';
import type { Scoring } from './scoring.js';
import { byAlpha, byQueryTarget, bySpend } from './scoring.js';
import type { PreviewRequest } from './types.js';

/** What is decided for, checked. */
export interface PreviewAim {
  /** Null towards a target, and where each logged decision keeps its own. */
  readonly alpha: number | null;
  readonly target: Target | null;
  readonly with: Scoring;
  readonly without: Scoring;
}

export interface AimSource extends Pick<Snapshot, 'set' | 'catalogue'> {
  readonly router: ServingRouter;
  readonly defaultAlpha: number;
  readonly warmUpWeight: number;
  readonly warmUpNeighbours: number;
}

/** The rules for the pool with and without the LLM. Throws ALPHA_OUT_OF_RANGE, TARGET_INVALID, TARGET_UNSUPPORTED or TARGET_UNREACHABLE. */
export async function previewAim(
  request: Pick<PreviewRequest, 'alpha' | 'objective'>,
  line: LineUp,
  queries: PreviewQueries,
  spend: Matrix,
  source: AimSource,
): Promise<PreviewAim> {
  const { alpha, target } = objectiveOf(request.alpha, request.objective);
  if (target?.kind === 'MIN_PERFORMANCE' || target?.kind === 'COST_PER_QUERY') {
    const rule = (left: number) => byQueryTarget(target, spend, left);
    return { alpha: null, target, with: rule(-1), without: rule(line.own) };
  }
  if (target) {
    const others = line.llms.filter((_, j) => j !== line.own);
    const [withIt, without] = await Promise.all([
      solved(target, line.llms, source, line),
      solved(target, others, source, line),
    ]);
    const rule = (found: SolvedTarget) => bySpend(found.objective, spend, found.costScale);
    return { alpha: null, target, with: rule(withIt), without: rule(without) };
  }
  const { alphas } = alpha === undefined ? queries : { alphas: null };
  const fixed = objective(alpha ?? source.defaultAlpha);
  const own = alphas?.map((a) => (a === null ? fixed : objective(a)));
  const weights = (q: number) => own?.[q] ?? fixed;
  return {
    alpha: own ? null : fixed.alpha,
    target: null,
    with: byAlpha(weights, line.cost.with),
    without: byAlpha(weights, line.cost.without),
  };
}

/** The target as a decision from these LLMs solves it. */
async function solved(
  target: MeanTarget,
  llms: readonly LlmId[],
  { router, set, catalogue, warmUpWeight, warmUpNeighbours }: AimSource,
  { prices, pool }: LineUp,
): Promise<SolvedTarget> {
  const { heldOut } = set;
  if (!heldOut) {
    throw new ThetaError(
      'TARGET_UNSUPPORTED',
      `Version ${set.manifest.version} kept no queries aside, and targets are solved on those.`,
      { hint: 'Give alpha, minPerformance or costPerQuery.' },
    );
  }
  const candidates = { llms, cost: new Float32Array(llms.length) };
  const asked = { router, pool: { pool, candidates }, request: { prices }, warmUpWeight };
  return solveTarget(target, llms, await curveOf(asked, { set, catalogue }, heldOut, warmUpNeighbours));
}
