/** A parameter as its router or protocol declares it. */
export interface Parameter {
  readonly name: string;
  readonly kind: 'INTEGER' | 'NUMBER' | 'BOOLEAN' | 'CHOICE' | 'TEXT' | 'JSON';
  readonly nullable: boolean;
  readonly defaultValue: unknown;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly choices: readonly string[];
  readonly meaning: string;
  readonly source: string | null;
}

/** A typed value: what is sent (nothing for the default), or why it cannot be. */
export type Checked = { readonly value?: unknown; readonly problem?: string };

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 12 });

/** The range of a number, in words. */
export function rangeWords({ kind, minimum, maximum }: Pick<Parameter, 'kind' | 'minimum' | 'maximum'>): string {
  const noun = kind === 'INTEGER' ? 'a whole number' : 'a number';
  const [low, high] = [minimum, maximum].map((end) => (end === null ? null : plain.format(end)));
  if (low && high) return `${noun} from ${low} to ${high}`;
  if (low) return `${noun}, ${low} or more`;
  return high ? `${noun}, ${high} or less` : noun;
}

/** Holds what was typed against what is declared, as the server will. */
export function checkValue(of: Parameter, typed: string): Checked {
  const text = typed.trim();
  if (text === '') return {};
  if (text === 'null' && of.nullable) return { value: null };
  switch (of.kind) {
    case 'INTEGER':
    case 'NUMBER': {
      const value = Number(text);
      const isIn =
        Number.isFinite(value) &&
        (of.kind === 'NUMBER' || Number.isInteger(value)) &&
        value >= (of.minimum ?? -Infinity) &&
        value <= (of.maximum ?? Infinity);
      return isIn ? { value } : { problem: `Expected ${rangeWords(of)}, got ${text}.` };
    }
    case 'BOOLEAN':
      return text === 'true' || text === 'false'
        ? { value: text === 'true' }
        : { problem: `Expected true or false, got ${text}.` };
    case 'CHOICE':
      return of.choices.includes(text)
        ? { value: text }
        : { problem: `Expected one of ${of.choices.join(', ')}, got ${text}.` };
    case 'JSON':
      try {
        return { value: JSON.parse(text) as unknown };
      } catch {
        return { problem: 'Expected JSON, for example ["mirt", "knn"].' };
      }
    case 'TEXT':
      return { value: text };
  }
}

/** A stored or default value as it is typed. */
export const typedAs = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
