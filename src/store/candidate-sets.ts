import { hash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from './database.js';

/** A list of LLMs in order of their ids, with where each stood in the ranking that it was made of. */
export interface CandidateSet {
  readonly id: string;
  readonly llms: readonly string[];
  readonly places: readonly number[];
}

export function candidateSet(ranked: readonly string[]): CandidateSet {
  const places = placesById(ranked);
  const llms = places.map((j) => ranked[j] as string);
  return { id: digestId(llms), llms, places };
}

/** Places in the ranking, in order of the ids by code units, so that every process orders alike. */
export function placesById(ranked: readonly string[]): number[] {
  const byId = (i: number, j: number) => ((ranked[i] as string) < (ranked[j] as string) ? -1 : 1);
  return ranked.map((_, j) => j).sort(byId);
}

/** A digest as a UUID. Parts are kept apart, and null from ''. The migration has the same in SQL. */
export const digestId = (parts: readonly (string | null)[]): string =>
  uuidOf(hash('sha256', parts.map((part) => part ?? '\u001e').join('\u001f'), 'hex'));

const uuidOf = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');

/** Makes sure that these sets are stored; in one order everywhere, so that writers side by side do not wait in a circle. */
export async function saveCandidateSets(tx: Db, sets: ReadonlyMap<string, readonly string[]>): Promise<void> {
  if (sets.size === 0) return;
  const rows = [...sets].map(([id, llms]) => ({ id, llms }));
  await tx.execute(sql`
    insert into candidate_sets (id, llms)
    select id, llms from json_populate_recordset(null::candidate_sets, ${JSON.stringify(rows)}::json) order by id
    on conflict (id) do nothing`);
}
