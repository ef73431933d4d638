import type { Evidence, EvidenceQuery } from '../../domain/evidence.js';
import type { LlmId } from '../../domain/ids.js';
import type { RouterSet } from '../../routing/router-set.js';
import { queryVectors } from './query-vectors.js';
import type { Known, KnownQuery } from './source.js';

/**
 * Puts together what several sources know. Queries and LLMs stand in the order of their ids and entries in that of query and LLM, so that
 * the same knowledge makes the same bytes. What is said of a query that has no vector and no text is left out.
 */
export async function buildEvidence(set: RouterSet, known: readonly Known[]): Promise<Evidence> {
  const all = {
    scores: known.flatMap(({ scores }) => scores),
    preferences: known.flatMap(({ preferences }) => preferences),
  };
  const queries = distinct([...all.scores, ...all.preferences].map(({ query }) => query));
  const { rows, vectors } = await queryVectors(set, queries);
  const rowOf = new Map(rows.map((i, at) => [(queries[i] as KnownQuery).id, at]));
  const kept = <T extends { readonly query: KnownQuery }>(entries: readonly T[]) =>
    entries.filter(({ query }) => rowOf.has(query.id));
  const scores = kept(all.scores).sort((a, b) => order(a.query.id, b.query.id) || order(a.llm, b.llm));
  const preferences = kept(all.preferences).sort(
    (a, b) => order(a.query.id, b.query.id) || order(a.winner, b.winner) || order(a.loser, b.loser),
  );
  const llms = [
    ...new Set([...scores.map(({ llm }) => llm), ...preferences.flatMap(({ winner, loser }) => [winner, loser])]),
  ].sort();
  const columnOf = new Map(llms.map((llm, j) => [llm, j]));
  const rowsOf = (entries: readonly { readonly query: KnownQuery }[]) =>
    Uint32Array.from(entries, ({ query }) => rowOf.get(query.id) as number);
  const columnsOf = (of: readonly LlmId[]) => Uint16Array.from(of, (llm) => columnOf.get(llm) as number);
  return {
    vectors,
    queries: rows.map((i): EvidenceQuery => {
      const { id, task } = queries[i] as KnownQuery;
      return { id, task };
    }),
    llms,
    scores: {
      query: rowsOf(scores),
      llm: columnsOf(scores.map(({ llm }) => llm)),
      performance: Float32Array.from(scores, ({ performance }) => performance),
      weight: Float32Array.from(scores, ({ weight }) => weight),
    },
    preferences: {
      query: rowsOf(preferences),
      winner: columnsOf(preferences.map(({ winner }) => winner)),
      loser: columnsOf(preferences.map(({ loser }) => loser)),
      weight: Float32Array.from(preferences, ({ weight }) => weight),
    },
    ...changedOf(known),
  };
}

function changedOf(known: readonly Known[]): Pick<Evidence, 'changed'> {
  const all = known.flatMap(({ changed }) => [...(changed ?? [])]).sort(([a], [b]) => order(a, b));
  return all.length > 0 ? { changed: new Map(all) } : {};
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Each query once, by id; a task or text that only one mention has is kept. */
function distinct(queries: readonly KnownQuery[]): KnownQuery[] {
  const byId = new Map<string, KnownQuery>();
  for (const query of queries) {
    const known = byId.get(query.id);
    byId.set(query.id, {
      id: query.id,
      task: known?.task ?? query.task,
      text: known?.text ?? query.text,
    });
  }
  return [...byId.values()].sort((a, b) => order(a.id, b.id));
}
