import type { Statement } from '../../../../src/calibration/feedback/statement.js';
import { llmId } from '../../../../src/domain/ids.js';

/** A statement with everything filled in; a test changes what it is about. */
export const statement = (change: Partial<Statement> = {}): Statement => ({
  decision: 'd',
  reporter: 'ann',
  at: 0,
  kind: 'score',
  query: { id: `q ${change.decision ?? 'd'}`, task: null, text: 'text' },
  llm: llmId('a'),
  predicted: 0.5,
  performance: 1,
  preferred: null,
  ...change,
});

/** Somebody prefers `llm` over the answer of `over`. */
export const preference = (llm: string, over: string, change: Partial<Statement> = {}): Statement =>
  statement({
    kind: 'preference',
    performance: null,
    llm: llmId(over),
    preferred: { llm: llmId(llm), predicted: 0.5 },
    ...change,
  });
