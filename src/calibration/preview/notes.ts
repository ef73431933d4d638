import type { Llm } from '../../domain/llm.js';
import { FEWEST_QUERIES } from './queries.js';
import type { LlmPreview, PreviewSource } from './types.js';

interface Circumstances {
  readonly asked: PreviewSource;
  readonly llm: Llm;
  /** Whether the router has θ of it, or was trained on it. */
  readonly hasPosterior: boolean;
  readonly isTrained: boolean;
  readonly defaultAlpha: number;
  /** Logged decisions that were made towards a target, which are looked at by the default α. */
  readonly towardsTarget: number;
}

/** What to know when reading the figures. */
export function previewNotes(
  { on, change, decisions, router, llm: id, knowsDeviation }: Omit<LlmPreview, 'text' | 'notes'>,
  { asked, llm, hasPosterior, isTrained, defaultAlpha, towardsTarget }: Circumstances,
): string[] {
  const { matching, examined, withoutText } = decisions;
  const notes: string[] = [];
  if (asked === 'RECENT' && on === 'HELD_OUT') {
    notes.push(
      `${examined - withoutText} logged decisions of the pool have a text, ${FEWEST_QUERIES} are needed: these are held-out queries of the version.`,
    );
  }
  if (withoutText > 0) notes.push(`${withoutText} logged decisions have no text and cannot be decided again.`);
  if (matching > examined) {
    notes.push(`${matching} decisions fit; the newest ${examined} were looked at. Raise limit or narrow the time.`);
  }
  if (on === 'RECENT') notes.push('Constraints of requests are not logged, so none are applied.');
  if (towardsTarget > 0) {
    notes.push(`${towardsTarget} decisions were made towards a target; here α = ${defaultAlpha} decides them.`);
  }
  if (change === 'ADD' && llm.status === 'RETIRED')
    notes.push(`${llm.name} is retired: a pool chooses it again once it is reinstated.`);
  if (change === 'ADD' && llm.status !== 'RETIRED' && llm.status !== 'CALIBRATED') {
    notes.push(`${llm.name} is ${llm.status}: a pool chooses it only where it is let in before it is calibrated.`);
  }
  if (!knowsDeviation) {
    notes.push(
      `Router ${router} does not say how sure it is of P̂ of ${id}: the intervals know of the sampling of queries only.`,
    );
  } else if (isTrained && !hasPosterior) {
    notes.push(
      `Router ${router} was trained on ${id} and takes it as known: the intervals are of the sampling of queries.`,
    );
  } else if (!hasPosterior) {
    notes.push(
      `Router ${router} has no θ of ${id}: its errors on all queries are taken to go together, which makes intervals wide.`,
    );
  }
  notes.push(
    'The intervals of share and cost say where these settle once the LLM is well known; those of performance and reward what today’s choices may turn out to be worth.',
  );
  return notes;
}
