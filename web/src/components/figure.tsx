import type { ReactNode } from 'react';

/** A row of {@link Figure}s. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="figure-row">{children}</dl>;
}

/** One number with its name, and what it rests on. */
export function Figure({ term, value, note }: { term: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd className="number">{value}</dd>
      {note && <dd className="hint">{note}</dd>}
    </div>
  );
}
