import type { LlmId } from '../../domain/ids.js';
import type { DecisionRecord } from '../ports.js';
import type { Conditions } from './conditions.js';

/**
 * The LLMs of its pool that took part in a decision, ranked or not: the log holds those ranked, and a router ranks only those that
 * it can predict for. Null where the log does not tell: an explicit list, a changed pool, or LLMs that only a constraint can have kept out.
 */
export function participants(record: DecisionRecord, { set, pool }: Conditions): readonly LlmId[] | null {
  const all = record.pool === null ? null : pool(record.pool);
  const decided = set.routers.get(record.router)?.loaded;
  if (!all || !decided) return null;
  const ranked = new Set(record.ranking.llms);
  const known = all.filter((id) => ranked.has(id)).length === ranked.size;
  return known && all.every((id) => ranked.has(id) || !decided.supports(id)) ? all : null;
}
