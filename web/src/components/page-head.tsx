import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** One sentence: what the page answers. */
  lead?: ReactNode;
  /** Buttons or links at the right. */
  children?: ReactNode;
}

/** The head of a page: its only h1. */
export function PageHead({ title, lead, children }: Props) {
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {lead && <p className="hint">{lead}</p>}
      </div>
      {children && <div className="page-actions">{children}</div>}
    </div>
  );
}
