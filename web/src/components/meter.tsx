import type { CSSProperties } from 'react';
import { share } from '../format';

interface Props {
  /** Shown on narrow screens, where there are no column heads, and read out everywhere. */
  label: string;
  /** In [0, 1]. */
  value: number;
  kind: 'performance' | 'preference' | 'cost';
}

/** A number with its bar. */
export function Meter({ label, value, kind }: Props) {
  return (
    <span className={`meter ${kind}`}>
      <span className="meter-label">{label}</span>
      <span className="meter-track" aria-hidden="true">
        <span style={{ '--value': value } as CSSProperties} />
      </span>
      <span className="number">{share(value)}</span>
    </span>
  );
}

/** P̂ where the router predicts it; otherwise its preference, which is never shown as a chance of success. */
export function PerformanceMeter(props: { predictedPerformance: number | null; preference: number | null }) {
  const { predictedPerformance, preference } = props;
  if (predictedPerformance !== null) {
    return <Meter label="Predicted performance" value={predictedPerformance} kind="performance" />;
  }
  return preference === null ? <span /> : <Meter label="Preference" value={preference} kind="preference" />;
}
