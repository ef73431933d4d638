import { ThetaError } from '../../domain/errors.js';
import type { Matrix } from '../../domain/matrix.js';
import type { Objective } from '../../domain/objective.js';
import type { Candidates, PolicyDecision } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import { expectedSpend } from '../assignment/expected-spend.js';
import type { ResolvedRequest } from '../route-request.js';
import type { Snapshot } from '../snapshot.js';
import { curveOf } from './known-curves.js';
import { solveTarget } from './solve-target.js';
import { decideByTarget, meetsTarget } from './target-rule.js';
import type { QueryTarget, SolvedTarget } from './types.js';

/** What a decision is made for: weights over P̂ and C, or a rule. */
export interface Aim {
  readonly objective: Objective;
  /** With the C that the weights are for. */
  readonly candidates: Candidates;
  readonly target: SolvedTarget | null;
  /** The rule of the router or of the target for one row of P̂; null where S = α·P̂ − β·C decides. */
  readonly decide: (predicted: Float32Array) => (PolicyDecision & { readonly met?: boolean }) | null;
  /** Whether the candidate at a place meets a target that holds for each query; null for other aims. */
  readonly meets: ((predicted: Float32Array, at: number) => boolean) | null;
}

/** α as asked for, over C by output price (paper 3.1). */
export function aimByAlpha({ router, objective, pool: { candidates } }: ResolvedRequest): Aim {
  const policy = facet(router.plugin, router.loaded, 'policy');
  return {
    objective,
    candidates,
    target: null,
    decide: (predicted) => policy?.decide(predicted, candidates, objective) ?? null,
    meets: null,
  };
}

/** `vector` is the query's, [1, dims] before warm-up. Throws NO_PREDICTED_PERFORMANCE, TARGET_UNSUPPORTED or TARGET_UNREACHABLE. */
export async function aimOf(
  resolved: ResolvedRequest,
  snapshot: Snapshot,
  vector: Matrix,
  warmUpNeighbours: number,
): Promise<Aim> {
  const { target, pool, request } = resolved;
  if (!target) return aimByAlpha(resolved);
  expectScores(resolved);
  const { set, catalogue } = snapshot;
  const { llms } = pool.candidates;
  const { data: spend } = await expectedSpend([request.query], request, vector, llms, snapshot);
  if (target.kind === 'MIN_PERFORMANCE' || target.kind === 'COST_PER_QUERY') {
    const solved = perQuery(target, spend);
    return {
      objective: solved.objective,
      candidates: { llms, cost: relativeTo(solved.costScale, spend) },
      target: solved,
      decide: (predicted) => decideByTarget(target, { llms, predicted, spend }, catalogue),
      meets: (predicted, at) => meetsTarget(target, { predicted, spend }, at),
    };
  }
  const { heldOut } = set;
  if (!heldOut) throw withoutHeldOut(set.manifest.version);
  const curve = await curveOf(resolved, snapshot, heldOut, warmUpNeighbours);
  const solved = solveTarget(target, llms, curve);
  return {
    objective: solved.objective,
    candidates: { llms, cost: relativeTo(solved.costScale, spend) },
    target: solved,
    decide: () => null,
    meets: null,
  };
}

/** Cost alone among the LLMs that reach the floor, performance alone among those under the ceiling. */
function perQuery(target: QueryTarget, spend: Float32Array): SolvedTarget {
  const objective = target.kind === 'MIN_PERFORMANCE' ? { alpha: 0, beta: 1 } : { alpha: 1, beta: 0 };
  const least = Math.min(...spend);
  if (target.kind === 'COST_PER_QUERY' && least > target.value) {
    const usd = Number(least.toPrecision(3));
    throw new ThetaError(
      'TARGET_UNREACHABLE',
      `The cheapest answer is expected to cost ${usd} USD; the ceiling is ${target.value}.`,
      {
        hint: `Give a ceiling of at least ${usd}, shorten the query, or add cheaper LLMs to the pool.`,
      },
    );
  }
  return { target, objective, costScale: Math.max(...spend), heldOut: null };
}

const relativeTo = (scale: number, spend: Float32Array): Float32Array =>
  spend.map((usd) => (scale > 0 ? usd / scale : 0));

function expectScores({ router: { id, plugin } }: ResolvedRequest): void {
  const hint = 'Ask a router that scores by P̂ and cost, for example hirt, mirt or knn.';
  if (plugin.output === 'preference') {
    throw new ThetaError(
      'NO_PREDICTED_PERFORMANCE',
      `Router ${id} gives a preference; a target needs predicted performance.`,
      { hint },
    );
  }
  if (plugin.capabilities.includes('policy')) {
    throw new ThetaError('TARGET_UNSUPPORTED', `Router ${id} chooses by a rule of its own, not towards a target.`, {
      hint,
    });
  }
}

const withoutHeldOut = (version: string) =>
  new ThetaError('TARGET_UNSUPPORTED', `Version ${version} kept no queries aside, and targets are solved on those.`, {
    hint: 'Train with THETA_HELD_OUT_SHARE above 0 (0.1 by default) on at least 500 queries, or give α.',
  });
