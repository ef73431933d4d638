import { useMemo } from 'react';
import type { ChartSource } from '../../charts/chart';
import type { Palette } from '../../charts/palette';
import { dollars, milliseconds } from '../../format';
import { readFragment } from '../../gql';
import type { TrafficQuery } from '../../gql/graphql';
import { TrafficFiguresFields } from './operations';
import type { Lines } from './time-lines';
import { TimeLines } from './time-lines';

interface Props {
  of: TrafficQuery['traffic'];
  source: ChartSource;
}

/** Spend of the chosen LLMs, and what the reference would have cost. */
export function Spend({ of, source, reference }: Props & { reference: string | null }) {
  const lines = useMemo<Lines>(
    () => [
      { name: 'Chosen LLMs', values: of.series.map(({ spend }) => spend?.usd ?? null), colour: 'accent' },
      ...(reference === null
        ? []
        : [
            {
              name: `All by ${reference}`,
              values: of.series.map((bucket) => bucket.reference?.referenceUsd ?? null),
              colour: 'cost' as const,
            },
          ]),
    ],
    [of, reference],
  );
  const { spend } = readFragment(TrafficFiguresFields, of.totals);
  return (
    <TimeLines
      {...{ of, source, lines }}
      title="Expected spend"
      note={reference === null ? 'USD per bucket; choose a reference to see savings' : 'USD per bucket'}
      summary={spend ? `Expected spend of ${dollars(spend.usd)}.` : 'The spend is not known.'}
      show={dollars}
    />
  );
}

/** How long decisions took in the server. */
export function Latency({ of, source }: Props) {
  const lines = useMemo<Lines>(
    () =>
      (['p50', 'p90', 'p99'] as const).map((name, i) => ({
        name,
        values: of.series.map(({ latency }) => latency?.[name] ?? null),
        colour: (['accent', 'cost', 'danger'] as const)[i] as keyof Palette,
      })),
    [of],
  );
  const { latency } = readFragment(TrafficFiguresFields, of.totals);
  return (
    <TimeLines
      {...{ of, source, lines }}
      title="Latency"
      note="Milliseconds that a decision took in the server"
      summary={
        latency
          ? `Median ${milliseconds(latency.p50)}, p99 ${milliseconds(latency.p99)}.`
          : 'Not kept of a single LLM: it is the work of this server, before the LLM is chosen.'
      }
      show={milliseconds}
    />
  );
}
