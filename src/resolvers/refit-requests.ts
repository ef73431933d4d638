import { routerId } from '../domain/ids.js';
import type { RefitAsked } from '../jobs/refit/types.js';
import type { RefitInput } from '../schema/refit.input.js';

/** What is given, without what is null or absent: both mean the setting. */
const given = <T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as never;

export const toRefit = ({ rule, routers, hyperparameters, ...input }: RefitInput): RefitAsked => ({
  ...given(input),
  ...given({
    routers: routers?.map(routerId),
    hyperparameters: hyperparameters && Object.fromEntries(hyperparameters.map((one) => [one.router, one.values])),
  }),
  rule: given(rule ?? {}),
});
