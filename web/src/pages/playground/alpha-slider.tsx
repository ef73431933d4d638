import type { CSSProperties } from 'react';
import { share } from '../../format';

/** A range of α and who is chosen in it. */
export interface NamedSegment {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

interface Props {
  /** α in [0, 1]. */
  value: number;
  /** Who is chosen for which α, from 0 to 1; empty where α has no part or nothing is known yet. */
  segments: readonly NamedSegment[];
  /** The router on show does not weigh cost. */
  ignored: boolean;
  onChange: (alpha: number) => void;
}

/** α, with the points at which the choice flips drawn on its track. */
export function AlphaSlider({ value, segments, ignored, onChange }: Props) {
  const current = segments.findIndex(({ from, to }) => value >= from && value <= to);
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
      <div className="alpha-band" aria-hidden="true" data-testid="flips">
        {segments.map(({ from, to, name }, i) => (
          <span
            key={from}
            title={`${name}: α from ${share(from)} to ${share(to)}`}
            className={i === current ? 'current' : undefined}
            style={{ '--from': from, '--to': to } as CSSProperties}
          />
        ))}
      </div>
      <div className="alpha-ends" aria-hidden="true">
        <span>cheapest</span>
        <span>best</span>
      </div>
      {segments.length > 0 && (
        <details className="alpha-flips">
          <summary>
            {segments.length === 1
              ? `${segments[0]?.name} is the choice for every α`
              : `${segments.length} LLMs take turns over α`}
          </summary>
          <ol className="plain">
            {segments.map(({ from, to, name }, i) => (
              <li key={from} aria-current={i === current ? 'true' : undefined}>
                <button type="button" onClick={() => onChange(Math.round(50 * (from + to)) / 100)}>
                  <span className="number">
                    {share(from)}–{share(to)}
                  </span>{' '}
                  {name}
                </button>
              </li>
            ))}
          </ol>
        </details>
      )}
      {ignored && <p className="hint">This router gives a preference; α does not change its choice.</p>}
    </div>
  );
}
