import { useId } from 'react';

interface Props<T extends string> {
  /** Read out; not shown. */
  label: string;
  value: T;
  options: readonly { readonly id: T; readonly text: string }[];
  onChange: (id: T) => void;
}

/** A choice among few, all of them visible: radio buttons drawn as one bar. */
export function Segmented<T extends string>({ label, value, options, onChange }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{label}</legend>
      {options.map(({ id, text }) => (
        <label key={id}>
          <input type="radio" name={name} checked={id === value} onChange={() => onChange(id)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
