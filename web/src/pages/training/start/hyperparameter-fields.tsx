import type { Router, Values } from './draft';
import { ParameterField } from '../../../parameters/parameter-field';

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
