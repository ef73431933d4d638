import { useId } from 'react';
import { share } from '../../format';
import { useSettled } from '../../state/use-settled';

interface Props {
  /** α in [0, 1]; null leaves each decision its own. */
  value: number | null;
  onChange: (alpha: number | null) => void;
}

/** Where the thumb stands while each decision keeps its own α. */
const MIDDLE = 0.5;

/** One α for all decisions, or each its own. */
export function AlphaControl({ value, onChange }: Props) {
  const id = useId();
  const [shown, setShown] = useSettled(value, onChange, 250);
  const text = shown === null ? 'as logged' : share(shown);
  return (
    <div className={shown === null ? 'alpha untouched' : 'alpha'}>
      <label htmlFor={id}>
        Weight of performance <span className="symbol">α</span>
      </label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={shown ?? MIDDLE}
        aria-valuetext={shown === null ? 'each decision keeps its own' : text}
        onChange={(event) => setShown(event.target.valueAsNumber)}
        // A thumb that stands where it is wanted sends no change when it is clicked.
        onPointerUp={(event) => shown === null && setShown(event.currentTarget.valueAsNumber)}
      />
      <div className="alpha-ends" aria-hidden="true">
        <span>cheapest</span>
        <span>best</span>
      </div>
      {shown !== null && (
        <p>
          <button type="button" className="quiet" onClick={() => onChange(null)}>
            Each decision its own α
          </button>
        </p>
      )}
    </div>
  );
}
