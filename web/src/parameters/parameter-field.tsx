import { Field } from '../components/field';
import { Select } from '../components/select';
import { checkValue, rangeWords, typedAs } from './check-value';
import type { Parameter } from './check-value';

interface Props {
  of: Parameter;
  value: string;
  onChange: (value: string) => void;
}

/** A field for a parameter as its router or protocol declares it; left empty it keeps the default. */
export function ParameterField({ of, value, onChange }: Props) {
  const { name, kind, meaning, choices, source } = of;
  const standard = of.defaultValue === null ? 'none' : typedAs(of.defaultValue);
  if (kind === 'CHOICE' || kind === 'BOOLEAN') {
    return (
      <div className="parameter">
        <Select
          label={name}
          value={value === '' ? null : value}
          none={`Default: ${standard}`}
          options={(kind === 'BOOLEAN' ? ['true', 'false'] : choices).map((id) => ({ id, text: id }))}
          onChange={(chosen) => onChange(chosen ?? '')}
        />
        <p className="hint">{meaning}</p>
      </div>
    );
  }
  const isNumber = kind === 'INTEGER' || kind === 'NUMBER';
  const range = isNumber ? ` ${capital(rangeWords(of))}${of.nullable ? ', or null' : ''}.` : '';
  return (
    <div className="parameter" title={source === null ? undefined : `Default from: ${source}`}>
      <Field
        label={name}
        value={value}
        onChange={onChange}
        placeholder={`Default: ${standard}`}
        hint={`${meaning}${range}`}
        problem={checkValue(of, value).problem}
      />
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
