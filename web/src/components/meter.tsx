import type { CSSProperties } from 'react';
import { share } from '../format';

/** A number in [0, 1] with its bar; `label` is for people who do not see the column head. */
export function Meter({ label, value, kind }: { label: string; value: number; kind: 'performance' | 'cost' }) {
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
  return preference === null ? null : <Meter label="Preference" value={preference} kind="performance" />;
}
