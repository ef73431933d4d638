import type { CSSProperties } from 'react';
import { share } from '../../format';

interface Props {
  /** Shown on narrow screens, where there are no column heads, and read out everywhere. */
  label: string;
  /** In [0, 1]. */
  value: number;
  kind: 'performance' | 'preference' | 'cost';
  /** Drawn over the bar and read out; absent where nothing is known of it. */
  interval?: Interval | null;
}

interface Interval {
  low: number;
  high: number;
  /** Share of cases that it is meant to hold. */
  level: number;
}

/** A number with its bar. */
export function Meter({ label, value, kind, interval }: Props) {
  return (
    <span className={`meter ${kind}`}>
      <span className="meter-label">{label}</span>
      <span className="meter-track" aria-hidden="true">
        <span style={{ '--value': value } as CSSProperties} />
        {interval && <i style={{ '--low': interval.low, '--high': interval.high } as CSSProperties} />}
      </span>
      <span className="number" title={interval ? inWords(interval) : undefined}>
        {share(value)}
        {interval && <span className="visually-hidden">, {inWords(interval)}</span>}
      </span>
    </span>
  );
}

const inWords = ({ low, high, level }: Interval): string =>
  `mean on such queries in ${share(low)} to ${share(high)} (${Math.round(100 * level)} % interval)`;

/** P̂ where the router predicts it; otherwise its preference, which is never shown as a chance of success. */
export function PerformanceMeter(props: {
  predictedPerformance: number | null;
  performanceInterval?: Interval | null;
  preference: number | null;
}) {
  const { predictedPerformance, performanceInterval, preference } = props;
  if (predictedPerformance !== null) {
    return (
      <Meter
        label="Predicted performance"
        value={predictedPerformance}
        kind="performance"
        interval={performanceInterval ?? null}
      />
    );
  }
  return preference === null ? <span /> : <Meter label="Preference" value={preference} kind="preference" />;
}
