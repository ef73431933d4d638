import type { ReactNode } from 'react';
import type { ChartSource } from '../../charts/chart';
import { Panel } from '../../components/panel';
import type { WhatIfQuery } from '../../gql/graphql';
import { Examples } from './examples';
import { MixChart } from './mix-chart';
import { OutcomesPanel } from './outcomes';
import { Summary } from './summary';

interface Props {
  of: WhatIfQuery['whatIf'];
  nameOf: (llm: string) => string;
  source: ChartSource;
  /** The curve over α, which has a request of its own. */
  children: ReactNode;
}

/** What would be different. */
export function Results({ of, nameOf, source, children }: Props) {
  return (
    <>
      <Summary of={of} />
      {of.replayed > 0 && (
        <>
          <MixChart mix={of.mix} nameOf={nameOf} source={source} />
          {children}
          <OutcomesPanel of={of.offPolicy} />
          {of.changed > 0 ? (
            <Examples of={of.examples} changed={of.changed} nameOf={nameOf} />
          ) : (
            <Panel title="Changed decisions">
              <p className="hint">None: every decision would be the same.</p>
            </Panel>
          )}
        </>
      )}
    </>
  );
}
