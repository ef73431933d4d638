import { useId } from 'react';

export interface SelectOption {
  readonly id: string;
  readonly text: string;
  readonly title?: string;
}

interface Props {
  label: string;
  /** Null: the first text, `none`, is shown. */
  value: string | null;
  options: readonly SelectOption[];
  /** Text of the choice that stands for null; absent where there must be a choice. */
  none?: string;
  onChange: (id: string | null) => void;
}

/** A labelled select. A value that is not offered (an old link) stays visible, so that the answer's complaint makes sense. */
export function Select({ label, value, options, none, onChange }: Props) {
  const id = useId();
  const isUnknown = value !== null && !options.some((option) => option.id === value);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value ?? ''}
        title={options.find((option) => option.id === value)?.title}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {isUnknown && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id} title={option.title}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
