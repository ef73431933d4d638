import { useId } from 'react';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Under the field: format and unit. */
  hint?: string;
  /** What the API found wrong with it. */
  problem?: string | undefined;
  type?: 'text' | 'number' | 'datetime-local';
  rows?: number;
  required?: boolean;
  disabled?: boolean;
  wide?: boolean;
  placeholder?: string;
}

/** A labelled text field with its hint and, after an answer of the API, what is wrong with it. */
export function Field(props: Props) {
  const { label, value, onChange, hint, problem, type = 'text', rows, required, disabled, wide, placeholder } = props;
  const id = useId();
  const about = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  const shared = {
    id,
    value,
    required,
    disabled,
    placeholder,
    'aria-describedby': about || undefined,
    'aria-invalid': problem ? true : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <div className={wide ? 'field wide' : 'field'}>
      <label htmlFor={id}>{required ? `${label} (needed)` : label}</label>
      {rows ? <textarea rows={rows} {...shared} /> : <input type={type} step="any" {...shared} />}
      {problem && (
        <p id={`${id}-problem`} className="problem">
          {problem}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
