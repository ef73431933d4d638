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
  const notice = of.failure && <Notice failure={of.failure} retry={of.retry} />;
  if (of.data === null) return notice ?? <Loading what={what} />;
  return (
    <>
      {notice}
      <div className="loaded" aria-busy={of.loading}>
        {children(of.data)}
      </div>
    </>
  );
}
