import type { Json } from '../../domain/artifact.js';
import { llmId } from '../../domain/ids.js';
import type { RouterSetManifest } from '../../routing/ports.js';
import type { Drifted } from './forgetting.js';

/**
 * Which feedback a version has learned from: everything said up to a moment, which is also the "now" of forgetting, and the drift that
 * was known then. It goes from version to version with the summary, so that a version made for another reason learns neither more
 * nor less from feedback than the one before: what came later waits until somebody approves it.
 */
export interface FeedbackCut {
  readonly until: number;
  readonly drifted: Drifted;
}

interface StoredCut {
  readonly [key: string]: Json;
  readonly until: number;
  readonly drifted: { readonly [llm: string]: number };
}

/** Null for a version that has learned from none; a training makes one, since its summary is new. */
export function cutOf({ summary }: Pick<RouterSetManifest, 'summary'>): FeedbackCut | null {
  const stored = summary['feedback'] as StoredCut | undefined;
  if (!stored) return null;
  return {
    until: stored.until,
    drifted: new Map(Object.entries(stored.drifted).map(([llm, at]) => [llmId(llm), at])),
  };
}

export const storedCut = ({ until, drifted }: FeedbackCut): StoredCut => ({
  until,
  drifted: Object.fromEntries([...drifted].sort(([a], [b]) => (a < b ? -1 : 1))),
});

/** What was known and what is: a drift stays known after routers have learned from it, or what they forgot would come back. */
export function laterDrift(before: Drifted, now: Drifted): Drifted {
  const out = new Map(before);
  for (const [llm, at] of now) out.set(llm, Math.max(at, out.get(llm) ?? -Infinity));
  return out;
}
