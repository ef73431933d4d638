import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf } from '../api/client';
import type { Failure } from '../api/client';

export interface ActionState<Result> {
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly result: Result | null;
}

/** A mutation behind a button: one at a time, its failure kept for show. `run` resolves with null where it failed. */
export function useAction<Arguments extends readonly unknown[], Result>(
  act: (signal: AbortSignal, ...args: Arguments) => Promise<Result>,
): ActionState<Result> & { run: (...args: Arguments) => Promise<Result | null>; forget: () => void } {
  const [state, setState] = useState<ActionState<Result>>({ busy: false, failure: null, result: null });
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const isBusy = useRef(false);
  const run = useCallback(async (...args: Arguments): Promise<Result | null> => {
    if (isBusy.current) return null;
    isBusy.current = true;
    setState({ busy: true, failure: null, result: null });
    try {
      // Leaving the page does not take back what was asked for, so nothing aborts it.
      const result = await latest.current(new AbortController().signal, ...args);
      setState({ busy: false, failure: null, result });
      return result;
    } catch (thrown) {
      setState({ busy: false, failure: failureOf(thrown), result: null });
      return null;
    } finally {
      isBusy.current = false;
    }
  }, []);
  const forget = useCallback(() => setState({ busy: false, failure: null, result: null }), []);
  return { ...state, run, forget };
}
