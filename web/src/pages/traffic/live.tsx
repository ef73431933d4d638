import { useCallback, useEffect, useMemo, useState } from 'react';
import { Notice } from '../../components/notice';
import { Panel } from '../../components/panel';
import { count } from '../../format';
import { readFragment } from '../../gql';
import type { DecisionFilter, LiveDecisionsSubscription as Event, LoggedRowFragment } from '../../gql/graphql';
import { useLive } from '../../state/use-live';
import { DecisionTable } from './decision-table';
import { LiveDecisionsSubscription, LoggedRow } from './operations';

/** Decisions on show. */
const SHOWN = 30;
const STATES = {
  off: 'paused',
  waiting: 'connecting…',
  live: 'listening',
  lost: 'connection lost, trying again',
  refused: 'refused',
} as const;

interface Seen {
  readonly rows: readonly LoggedRowFragment[];
  readonly total: number;
  readonly leftOut: number;
}
const NONE: Seen = { rows: [], total: 0, leftOut: 0 };

/** Decisions of this server as they are made; off until asked for. */
export function Live({ filter }: { filter: DecisionFilter }) {
  const [isOn, setIsOn] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [seen, setSeen] = useState(NONE);
  const onEvent = useCallback(({ decisionsLogged: { decisions, leftOut } }: Event) => {
    setSeen((before) => ({
      rows: [...[...readFragment(LoggedRow, decisions)].reverse(), ...before.rows].slice(0, SHOWN),
      total: before.total + decisions.length + leftOut,
      leftOut: before.leftOut + leftOut,
    }));
  }, []);
  const variables = useMemo(
    () => (isOn && attempt >= 0 ? { filter } : null),
    // An attempt is a new object, which is what subscribes anew.
    [isOn, filter, attempt],
  );
  const { state, failure } = useLive(LiveDecisionsSubscription, variables, onEvent);
  // What fitted other filters is not what is listened to now.
  useEffect(() => setSeen(NONE), [filter]);
  return (
    <Panel
      title="Live"
      note={
        <span role="status" data-testid="live-state">
          {STATES[state]}
          {seen.total > 0 && `, ${count(seen.total)} since you began`}
          {seen.leftOut > 0 && `, ${count(seen.leftOut)} left out because they came too fast`}
        </span>
      }
      actions={
        <>
          {seen.total > 0 && (
            <button type="button" className="quiet" onClick={() => setSeen(NONE)}>
              Clear
            </button>
          )}
          <button type="button" className="quiet" onClick={() => setIsOn(!isOn)}>
            {isOn ? 'Pause' : 'Listen'}
          </button>
        </>
      }
    >
      {failure && <Notice failure={failure} retry={() => setAttempt(attempt + 1)} />}
      {seen.rows.length > 0 ? (
        <DecisionTable caption="Live decisions" rows={seen.rows} />
      ) : (
        <p className="hint">
          Decisions of this server that fit the filters, the newest {SHOWN}, as they are written to the log.
        </p>
      )}
    </Panel>
  );
}
