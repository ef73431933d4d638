import type { LlmAbilitiesQuery } from '../../../gql/graphql';

/** Named abilities of some LLMs under one router. */
export interface AbilityGrid {
  readonly names: readonly string[];
  readonly llms: readonly GridRow[];
  /** Least and greatest θ of all of them: the scale of every axis. */
  readonly least: number;
  readonly most: number;
}

export interface GridRow {
  readonly id: string;
  readonly name: string;
  /** θ by ability. */
  readonly values: readonly number[];
  /** Posterior standard deviations; null where the router does not know them. */
  readonly deviations: readonly number[] | null;
}

/** What a router could not put a name to: its free dimensions. */
const isNamed = (name: string): boolean => !/^residual \d+$/.test(name);

/** The LLMs of `named`, in its order, that the router has abilities of; null where it names none. */
export function abilityGrid(
  llms: LlmAbilitiesQuery['llms'],
  named: readonly { readonly id: string; readonly name: string }[],
): AbilityGrid | null {
  const known = new Map(llms.flatMap(({ id, abilities: [one] }) => (one ? [[id, one] as const] : [])));
  const names = [...known.values()].find((one) => one.names)?.names ?? null;
  if (!names) return null;
  const kept = names.flatMap((name, k) => (isNamed(name) ? [k] : []));
  if (kept.length === 0) return null;
  const rows = named.flatMap(({ id, name }): GridRow[] => {
    const of = known.get(id);
    if (!of) return [];
    const pick = (from: readonly number[]) => kept.map((k) => from[k] ?? Number.NaN);
    return [{ id, name, values: pick(of.values), deviations: of.deviations && pick(of.deviations) }];
  });
  const all = rows.flatMap(({ values }) => values);
  return {
    names: kept.map((k) => names[k] as string),
    llms: rows,
    least: Math.min(...all),
    most: Math.max(...all),
  };
}

/** Of a 90 % interval of a normal distribution. */
const QUANTILE = 1.645;

/** θ with its 90 % interval, in words. */
export const withInterval = (value: number, deviation: number | undefined, show: (x: number) => string): string =>
  deviation === undefined ? show(value) : `${show(value)} ± ${show(QUANTILE * deviation)}`;

export const half = (deviation: number): number => QUANTILE * deviation;
