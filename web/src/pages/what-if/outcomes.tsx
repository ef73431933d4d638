import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { Panel } from '../../components/panel';
import { count, figure, percent, score } from '../../format';
import { readFragment } from '../../gql';
import type { IntervalFragment, WhatIfQuery } from '../../gql/graphql';
import { EstimateFields, Interval } from './operations';

interface Row {
  readonly name: string;
  readonly about: string;
  readonly estimate: Omit<IntervalFragment, ' $fragmentName'>;
  readonly difference: IntervalFragment | null;
}

const range = ({ value, low, high }: IntervalFragment): string => `${score(value)} [${score(low)}, ${score(high)}]`;

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'name',
    head: 'Estimate',
    cell: ({ name, about }) => (
      <>
        <span className="estimate-name">{name}</span> <span className="hint">{about}</span>
      </>
    ),
  },
  { id: 'value', head: 'Mean score', isNumber: true, cell: ({ estimate }) => range(estimate) },
  {
    id: 'difference',
    head: 'Against the log',
    isNumber: true,
    cell: ({ difference }) => (difference ? range(difference) : '–'),
  },
  { id: 'verdict', head: 'Verdict', cell: ({ difference }) => (difference ? verdict(difference) : '–') },
];

const verdict = ({ low, high }: IntervalFragment): string =>
  low > 0 ? 'better' : high < 0 ? 'worse' : 'not distinguishable';

/** What recorded scores say of the new choices; where they say nothing, why, and what to do about it. */
export function OutcomesPanel({ of }: { of: WhatIfQuery['whatIf']['offPolicy'] }) {
  const { explored, scored, support, estimates, refusal } = of;
  return (
    <Panel
      title="By recorded scores"
      note={
        estimates
          ? `Off-policy estimates with 95 % intervals from ${count(scored)} scored decisions of ${count(explored)} that were made with exploration on`
          : undefined
      }
    >
      {refusal && (
        <>
          <p>
            <strong>No estimate.</strong> {refusal.message}
          </p>
          <p className="hint">
            {refusal.hint} <code>{refusal.code}</code>
          </p>
        </>
      )}
      {estimates && (
        <DataTable caption="Estimates" columns={COLUMNS} rows={rowsOf(estimates)} rowKey={({ name }) => name} />
      )}
      {support && (
        <p className="hint">
          Worth {figure(Math.min(support.effectiveSampleSize, support.expectedEffectiveSampleSize))} decisions for this
          question (effective sample size); exploration could have drawn the new choice in{' '}
          {percent(support.supportedShare)} of them.
        </p>
      )}
    </Panel>
  );
}

function rowsOf({
  logged,
  ips,
  snips,
  dr,
}: NonNullable<WhatIfQuery['whatIf']['offPolicy']['estimates']>): readonly Row[] {
  const row = (name: string, about: string, of: typeof ips | typeof dr): Row[] => {
    const estimate = readFragment(EstimateFields, of);
    return estimate ? [{ name, about, estimate, difference: readFragment(Interval, estimate.difference) }] : [];
  };
  return [
    ...row('Doubly robust', 'narrow where P̂ is good', dr),
    ...row('Self-normalised', 'slightly biased', snips),
    ...row('Inverse propensities', 'unbiased, wide', ips),
    { name: 'As logged', about: '', estimate: readFragment(Interval, logged), difference: null },
  ];
}
