import { checkValue } from '../../../parameters/check-value';
import type { TrainRoutersInput, TrainingOptionsQuery } from '../../../gql/graphql';

export type Router = TrainingOptionsQuery['installedRouters'][number];
export type Hyperparameter = Router['hyperparameters'][number];

/** What is typed, by router and name; an empty text leaves the default. */
export type Values = Readonly<Record<string, Readonly<Record<string, string>>>>;

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
