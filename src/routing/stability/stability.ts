import { hash32, seededRng } from '../../domain/random.js';
import type { LlmId } from '../../domain/ids.js';
import type { Stability } from '../types.js';
import { perturbations } from './perturb.js';

/**
 * Share of meaning-preserving changes of `text` that keep `chosen`. `choose` is called once, for all of them, and must decide as
 * it did for the text. The probes depend on the text only: the same text has the same ones.
 */
export async function stabilityOf(
  text: string,
  chosen: LlmId,
  count: number,
  choose: (texts: readonly string[]) => Promise<readonly LlmId[]>,
): Promise<Stability> {
  const probes = perturbations(text, count, seededRng(hash32(text)).fork('stability'));
  if (probes.length === 0) return { share: null, probes: 0, flipped: [] };
  const choices = await choose(probes.map((probe) => probe.text));
  const flipped = probes.flatMap((probe, i) => (choices[i] === chosen ? [] : [{ ...probe, llm: choices[i] as LlmId }]));
  return { share: 1 - flipped.length / probes.length, probes: probes.length, flipped };
}
