import { useId } from 'react';
import { useSettled } from '../state/use-settled';

interface Props {
  label: string;
  /** Null for none. */
  value: string | null;
  placeholder: string;
  onChange: (value: string | null) => void;
}

/** A filter that is typed; it takes effect when the typing has rested. */
export function TextFilter({ label, value, placeholder, onChange }: Props) {
  const id = useId();
  const [typed, setTyped] = useSettled(value ?? '', (text) => onChange(text === '' ? null : text));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        value={typed}
        placeholder={placeholder}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
