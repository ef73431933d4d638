import { ThetaError } from '../../domain/errors.js';
import type { Target, TargetKind } from './types.js';

/** What a request is decided for: exactly one of these. */
export interface ObjectiveRequest {
  /** α in [0, 1]. */
  readonly alpha?: number | undefined;
  readonly shareOfBest?: number | undefined;
  readonly costPerThousand?: number | undefined;
  readonly balance?: number | undefined;
  readonly minPerformance?: number | undefined;
  readonly costPerQuery?: number | undefined;
}

type TargetName = Exclude<keyof ObjectiveRequest, 'alpha'>;

const TARGETS: Readonly<
  Record<TargetName, { readonly kind: TargetKind; readonly holds: (x: number) => boolean; readonly words: string }>
> = {
  shareOfBest: {
    kind: 'SHARE_OF_BEST',
    holds: (x) => x > 0,
    words: 'a number above 0, for example 0.95 of the best single LLM',
  },
  costPerThousand: {
    kind: 'COST_PER_THOUSAND',
    holds: (x) => x >= 0,
    words: '0 or more USD per thousand queries',
  },
  balance: {
    kind: 'BALANCE',
    holds: (x) => x >= 0 && x <= 1,
    words: 'a number from 0 (always the cheapest LLM) to 1 (always the best one)',
  },
  minPerformance: { kind: 'MIN_PERFORMANCE', holds: (x) => x >= 0 && x <= 1, words: 'a number from 0 to 1' },
  costPerQuery: { kind: 'COST_PER_QUERY', holds: (x) => x >= 0, words: '0 or more USD for one answer' },
};

const HINT = `Give one of alpha, ${Object.keys(TARGETS).join(', ')}; docs/objectives.md says what each means.`;

/**
 * α, or the target in its place; neither where nothing was asked for. Throws TARGET_INVALID for several at once, for an objective without any, and
 * for a number out of its range.
 */
export function objectiveOf(
  alpha: number | undefined,
  objective: ObjectiveRequest | undefined,
): { readonly alpha: number | undefined; readonly target: Target | null } {
  const asked = Object.entries(objective ?? {}).filter(([, value]) => value !== undefined) as [
    keyof ObjectiveRequest,
    number,
  ][];
  const names = [...(alpha === undefined ? [] : ['α']), ...asked.map(([name]) => `objective.${name}`)];
  if (names.length > 1) throw invalid(`Expected one objective, got ${names.length}: ${names.join(', ')}.`);
  const [first] = asked;
  if (!first) {
    if (objective) throw invalid('The objective is empty: expected exactly one field.');
    return { alpha, target: null };
  }
  const [name, value] = first;
  if (name === 'alpha') return { alpha: value, target: null };
  const { kind, holds, words } = TARGETS[name];
  if (!Number.isFinite(value) || !holds(value)) throw invalid(`objective.${name} must be ${words}, got ${value}.`);
  return { alpha: undefined, target: { kind, value } };
}

const invalid = (message: string) => new ThetaError('TARGET_INVALID', message, { hint: HINT });

/** The request that asks for a target, as it was logged. */
export function asksFor({ kind, value }: Target): ObjectiveRequest {
  const name = (Object.keys(TARGETS) as TargetName[]).find((key) => TARGETS[key].kind === kind) as TargetName;
  return { [name]: value };
}
