import type { GraphQLArgument, GraphQLInputType } from 'graphql';
import { GraphQLID, getNamedType, isInputObjectType } from 'graphql';

const MOST_IDS = 20;
/** An id is what a client wrote; a longer one is no id of ours. */
const LONGEST_ID = 200;

/** The ids among the arguments of a field, by their type: no text, number or secret is an ID. */
export function argumentIds(described: readonly GraphQLArgument[], args: Readonly<Record<string, unknown>>): string[] {
  const ids: string[] = [];
  for (const { name, type } of described) collect(type, args[name], ids);
  return ids;
}

function collect(type: GraphQLInputType, value: unknown, ids: string[]): void {
  if (value === null || value === undefined || ids.length >= MOST_IDS) return;
  if (Array.isArray(value)) return value.forEach((one) => collect(type, one, ids));
  const named = getNamedType(type);
  // PostgreSQL keeps no NUL, and what was asked is to be noted all the same.
  if (named === GraphQLID)
    return void ids.push(`${value as string}`.slice(0, LONGEST_ID).replaceAll('\u0000', '\ufffd'));
  if (!isInputObjectType(named) || typeof value !== 'object') return;
  for (const field of Object.values(named.getFields())) {
    collect(field.type, (value as Record<string, unknown>)[field.name], ids);
  }
}

/** Id of what a mutation made or changed: of a job, an LLM, a pool, a key, or the version of a router set. */
export function resultId(made: unknown): string | null {
  if (typeof made !== 'object' || made === null) return null;
  const { id, version, key } = made as { readonly id?: unknown; readonly version?: unknown; readonly key?: unknown };
  const found = id ?? version;
  return typeof found === 'string' ? found : resultId(key);
}
