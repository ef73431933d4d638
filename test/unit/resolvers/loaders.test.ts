import { describe, expect, it } from 'vitest';
import type { Feedback } from '../../../src/routing/feedback.js';
import type { DecisionRecord } from '../../../src/routing/ports.js';
import { createLoaders } from '../../../src/resolvers/loaders/index.js';
import type { ApiServices } from '../../../src/resolvers/services.js';
import { MemoryDecisions, MemoryFeedback } from '../../fixtures/api/memory-store.js';

const feedback = (id: string, decisionId: string) => ({ id, decisionId, idempotencyKey: null }) as Feedback;
const decision = (id: string) => ({ id, tags: [] as readonly string[] }) as DecisionRecord;

async function stored() {
  const [decisions, comments] = [new MemoryDecisions(), new MemoryFeedback()];
  for (const id of ['a', 'b']) decisions.append(decision(id));
  await decisions.flush();
  for (const [id, of] of [
    ['1', 'b'],
    ['2', 'a'],
    ['3', 'b'],
  ] as const)
    await comments.add([feedback(id, of)]);
  const loaders = createLoaders({ decisions, feedback: comments } as unknown as ApiServices);
  return { decisions, comments, loaders };
}

describe('loaders', () => {
  it('join what one request asks for, keep its order, and give null for what is missing', async () => {
    const { loaders, decisions } = await stored();
    const found = await Promise.all(['b', 'none', 'a', 'b'].map((id) => loaders.decisions.load(id)));
    expect(found.map((record) => record?.id ?? null)).toEqual(['b', null, 'a', 'b']);
    expect(decisions.lookUps).toEqual([['b', 'none', 'a']]);
  });

  it('give each decision its own feedback, oldest first', async () => {
    const { loaders, comments } = await stored();
    const found = await Promise.all(['b', 'none', 'a'].map((id) => loaders.feedback.load(id)));
    expect(found.map((list) => list.map((one) => one.id))).toEqual([['1', '3'], [], ['2']]);
    expect(comments.lookUps).toHaveLength(1);
  });
});
