import { z } from 'zod';
import { asJson } from '../../domain/as-json.js';
import type { Ability } from '../../domain/llm.js';

const annotation = z.object({ abilities: z.array(z.string()).min(1) });

/** What came instead of an annotation; the caller decides whether to ask again. */
export class UnusableAnswer extends Error {}

/**
 * 1 for each ability that the answer names, else 0, [abilities]. Strict: anything but one JSON object
 * with known ids throws UnusableAnswer, because a guess would settle quietly into every relevance vector of a cluster.
 */
export function readAnnotation(content: string, abilities: readonly Ability[]): Float32Array {
  const named = annotation.safeParse(asJson(withoutFence(content)));
  if (!named.success) {
    throw new UnusableAnswer(`expected {"abilities": ["…"]}, got ${JSON.stringify(content.slice(0, 200))}`);
  }
  const unknown = named.data.abilities.filter((id) => !abilities.some((ability) => ability.id === id));
  if (unknown.length > 0)
    throw new UnusableAnswer(`these are not ids of abilities: ${unknown.join(', ').slice(0, 200)}`);
  return Float32Array.from(abilities, ({ id }) => (named.data.abilities.includes(id) ? 1 : 0));
}

/** Many LLMs put JSON into a Markdown fence whatever they are told. */
const withoutFence = (text: string): string => /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/.exec(text)?.[1] ?? text;
