import { useCallback, useEffect, useMemo, useState } from 'react';
import { readFragment } from '../../../gql';
import type { StandingFieldsFragment as Calibration, StandingOfLlmQuery } from '../../../gql/graphql';
import { useQuery } from '../../../state/use-request';
import type { RequestState } from '../../../state/use-request';
import { StandingFields, StandingQuery } from './operations';

/** What the default router expected after so many answers. */
export interface StandingPoint {
  readonly answers: number;
  readonly mean: number;
  /** Half-width of the 90 % interval; null where the router does not know it. */
  readonly halfWidth: number | null;
}

export interface Standing {
  readonly state: RequestState<StandingOfLlmQuery> & { retry: () => void };
  readonly last: Calibration | null;
  /** One per submission that this tab has seen, the fewest answers first. */
  readonly points: readonly StandingPoint[];
  readonly add: (calibration: Calibration) => void;
}

/** Where the calibration of an LLM stands, and how it came there; kept for this tab, so that a reload goes on. */
export function useStanding(id: string, asked: string | null): Standing {
  const variables = useMemo(() => (asked === null ? null : { llm: asked }), [asked]);
  const state = useQuery(StandingQuery, variables);
  const [added, setAdded] = useState<Calibration | null>(null);
  const [points, setPoints] = useState(() => keptPoints(id));
  const add = useCallback(
    (calibration: Calibration) => {
      setAdded(calibration);
      setPoints((before) => keep(id, withPoint(before, calibration)));
    },
    [id],
  );
  const loaded = state.data && readFragment(StandingFields, state.data.calibration);
  useEffect(() => {
    if (loaded) add(loaded);
  }, [loaded, add]);
  return { state, last: added ?? loaded ?? null, points, add };
}

/** A later figure for the same number of answers replaces the earlier one. */
export function withPoint(points: readonly StandingPoint[], { responses, knowledge }: Calibration): StandingPoint[] {
  const { performance } = knowledge;
  if (!performance) return [...points];
  const point = { answers: responses, mean: performance.mean, halfWidth: performance.halfWidth };
  return [...points.filter(({ answers }) => answers !== responses), point].sort((a, b) => a.answers - b.answers);
}

const keyOf = (id: string): string => `theta:standing:${id}`;

function keptPoints(id: string): readonly StandingPoint[] {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(id)) ?? '[]') as StandingPoint[];
  } catch {
    return [];
  }
}

function keep(id: string, points: readonly StandingPoint[]): readonly StandingPoint[] {
  try {
    sessionStorage.setItem(keyOf(id), JSON.stringify(points));
  } catch {
    // Storage is off; the points last as long as the page.
  }
  return points;
}
