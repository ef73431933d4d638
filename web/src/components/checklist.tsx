interface Props {
  legend: string;
  /** What none chosen means. */
  hint: string;
  options: readonly { readonly id: string; readonly text: string; readonly note?: string; readonly title?: string }[];
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
}

/** A choice of any number of things. */
export function Checklist({ legend, hint, options, chosen, onChange }: Props) {
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      <p className="hint">{hint}</p>
      <div className="choice-grid">
        {options.map(({ id, text, note, title }) => (
          <label key={id} className="check" title={title}>
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
            <span>
              {text} {note === undefined ? text !== id && <code>{id}</code> : <span className="hint">{note}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
