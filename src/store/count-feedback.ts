import { inArray } from 'drizzle-orm';
import { ThetaError } from '../domain/errors.js';
import type { Db } from './database.js';
import { decisions } from './schema/index.js';
import type { feedback } from './schema/index.js';
import { RollupBatch } from './traffic-rollup.js';

/**
 * Adds feedback that was stored in this transaction to the rollup, at the time of the decision that it is about. The decisions are held until the
 * transaction ends, as a reference would: whoever removes one waits, and then removes this feedback too. With `sign` −1 it is taken
 * away again. Throws UNKNOWN_DECISION.
 */
export async function countFeedback(
  tx: Db,
  said: readonly (typeof feedback.$inferSelect)[],
  sign: 1 | -1 = 1,
): Promise<void> {
  if (said.length === 0) return;
  const about = await tx
    .select({
      id: decisions.id,
      createdAt: decisions.createdAt,
      llm: decisions.llm,
      router: decisions.router,
      version: decisions.version,
      pool: decisions.pool,
      candidates: decisions.candidates,
      tags: decisions.tags,
    })
    .from(decisions)
    .where(inArray(decisions.id, [...new Set(said.map(({ decisionId }) => decisionId))]))
    .for('key share');
  const byId = new Map(about.map((row) => [row.id, { ...row, createdAt: row.createdAt.getTime() }]));
  const rollup = new RollupBatch();
  for (const { decisionId, kind, value } of said) {
    const key = byId.get(decisionId);
    if (!key)
      throw new ThetaError('UNKNOWN_DECISION', `Decision ${decisionId}, which feedback is about, is not logged.`);
    rollup.add(key, {
      feedback: sign,
      ...(kind === 'score' && { scores: sign, scoreSum: sign * Number(value) }),
      ...(kind === 'thumbs' && (value === 'UP' ? { thumbsUp: sign } : { thumbsDown: sign })),
    });
  }
  await rollup.write(tx);
}
