import type { ReactNode } from 'react';
import type { RequestState } from '../state/use-request';
import { Loading } from './loading';
import { Notice } from './notice';

interface Props<T> {
  of: RequestState<T> & { retry: () => void };
  /** Continues "Loading …". */
  what: string;
  children: (data: T) => ReactNode;
}

/** The states of a request: loading, failed, or what it brought; an older answer stays on show, dimmed, while a newer one loads. */
export function Loaded<T>({ of, what, children }: Props<T>) {
  if (of.failure) return <Notice failure={of.failure} retry={of.retry} />;
  if (of.data === null) return <Loading what={what} />;
  return (
    <div className="loaded" aria-busy={of.loading}>
      {children(of.data)}
    </div>
  );
}
