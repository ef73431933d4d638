import type { Router, Values } from './draft';
import { ParameterField } from '../../../parameters/parameter-field';

interface ChoiceProps {
  routers: readonly Router[];
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
}

/** Which routers to train; none chosen stands for all of them. */
export function RouterChoice({ routers, chosen, onChange }: ChoiceProps) {
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className="choices">
      <legend>Routers</legend>
      <p className="hint">
        With none chosen every router is trained, and one that the data do not suffice for is left out.
      </p>
      <div className="choice-grid">
        {routers.map(({ id, title, description, maturity }) => (
          <label key={id} className="check" title={description}>
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
            <span>
              {title} <code>{id}</code>
              {maturity === 'EXPERIMENTAL' && ' (experimental)'}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface FieldsProps {
  routers: readonly Router[];
  values: Values;
  onChange: (values: Values) => void;
}

/** The hyper-parameters of the chosen routers, folded in by router. */
export function HyperparameterFields({ routers, values, onChange }: FieldsProps) {
  const set = (router: string, name: string, value: string) =>
    onChange({ ...values, [router]: { ...values[router], [name]: value } });
  return routers.map(({ id, title, hyperparameters }) => {
    const changed = hyperparameters.filter(({ name }) => (values[id]?.[name] ?? '').trim() !== '').length;
    return (
      <details key={id} className="more-fields">
        <summary>
          {title}: {hyperparameters.length === 0 ? 'no hyper-parameters' : `${hyperparameters.length} hyper-parameters`}
          {changed > 0 && `, ${changed} changed`}
        </summary>
        <div className="form-grid">
          {hyperparameters.map((one) => (
            <ParameterField
              key={one.name}
              of={one}
              value={values[id]?.[one.name] ?? ''}
              onChange={(value) => set(id, one.name, value)}
            />
          ))}
        </div>
      </details>
    );
  });
}
