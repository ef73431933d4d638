import type { TrainRoutersInput, TrainingOptionsQuery } from '../../../gql/graphql';

export type Router = TrainingOptionsQuery['installedRouters'][number];
export type Hyperparameter = Router['hyperparameters'][number];

/** What is typed, by router and name; an empty text leaves the default. */
export type Values = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A typed value: what is sent (nothing for the default), or why it cannot be. */
export type Checked = { readonly value?: unknown; readonly problem?: string };

/** The range of a number, in words. */
export function rangeWords({ kind, minimum, maximum }: Pick<Hyperparameter, 'kind' | 'minimum' | 'maximum'>): string {
  const noun = kind === 'INTEGER' ? 'a whole number' : 'a number';
  if (minimum !== null && maximum !== null) return `${noun} from ${minimum} to ${maximum}`;
  if (minimum !== null) return `${noun}, ${minimum} or more`;
  return maximum === null ? noun : `${noun}, ${maximum} or less`;
}

/** Holds what was typed against what the router declares, as the server will. */
export function checkValue(of: Hyperparameter, typed: string): Checked {
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

/** Everything that was typed for these routers, checked. */
export function checkAll(routers: readonly Router[], values: Values) {
  const checked = routers.flatMap(({ id, hyperparameters }) =>
    hyperparameters.map((one) => ({ id, name: one.name, ...checkValue(one, values[id]?.[one.name] ?? '') })),
  );
  const problems = checked.filter(({ problem }) => problem !== undefined);
  const hyperparameters = routers.flatMap(({ id: router }) => {
    const set = checked.filter((one) => one.id === router && one.value !== undefined);
    if (set.length === 0) return [];
    return [{ router, values: Object.fromEntries(set.map(({ name, value }) => [name, value])) }];
  });
  return { problems, hyperparameters } satisfies {
    problems: unknown;
    hyperparameters: TrainRoutersInput['hyperparameters'];
  };
}

/** Routers that a training can be asked for: not those that know the true responses. */
export const trainable = <R extends { readonly evaluationOnly: boolean }>(routers: readonly R[]): readonly R[] =>
  routers.filter(({ evaluationOnly }) => !evaluationOnly);
