/** A cluster as far as corrections go. */
interface Correctable {
  readonly id: number;
  readonly abilities: readonly string[];
}

/** Abilities that an operator wants clusters to need, by number of the cluster; what is as it was is not in it. */
export type Draft = ReadonlyMap<number, readonly string[]>;

export const abilitiesOf = (draft: Draft, { id, abilities }: Correctable): readonly string[] =>
  draft.get(id) ?? abilities;

/** With one ability of a cluster set or not. */
export function withAbility(draft: Draft, cluster: Correctable, ability: string, isNeeded: boolean): Draft {
  const before = abilitiesOf(draft, cluster).filter((id) => id !== ability);
  const next = isNeeded ? [...before, ability] : before;
  const changed = new Map(draft);
  const same = next.length === cluster.abilities.length && next.every((id) => cluster.abilities.includes(id));
  if (same) changed.delete(cluster.id);
  else changed.set(cluster.id, next);
  return changed;
}

export const NOTHING: Draft = new Map();
