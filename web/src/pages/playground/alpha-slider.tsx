import type { CSSProperties } from 'react';
import { share } from '../../format';

interface Props {
  /** α in [0, 1]. */
  value: number;
  /** Range of α in which the choice on show stays the same. */
  interval: { from: number; to: number } | null;
  chosen: string | null;
  /** The router on show does not weigh cost. */
  ignored: boolean;
  onChange: (alpha: number) => void;
}

/** α, with the range in which the present choice holds drawn under the track. */
export function AlphaSlider({ value, interval, chosen, ignored, onChange }: Props) {
  return (
    <div className="alpha">
      <label htmlFor="alpha">
        Weight of performance <span className="symbol">α</span>
      </label>
      <output htmlFor="alpha">{share(value)}</output>
      <input
        id="alpha"
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={value}
        aria-valuetext={`${share(value)}: performance ${share(value)}, cost ${share(1 - value)}`}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <div className="alpha-band" aria-hidden="true">
        {interval && <span style={{ '--from': interval.from, '--to': interval.to } as CSSProperties} />}
      </div>
      <div className="alpha-ends" aria-hidden="true">
        <span>cheapest</span>
        <span>best</span>
      </div>
      {interval && chosen && (
        <p className="hint">
          {chosen} stays the choice for α from {share(interval.from)} to {share(interval.to)}.
        </p>
      )}
      {ignored && <p className="hint">This router gives a preference; α does not change its choice.</p>}
    </div>
  );
}
