import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import { objective, score } from '../../../src/domain/objective.js';
import type { ChatBody } from '../../../src/gateway/chat-body.js';
import { routedPart } from '../../../src/gateway/conversation.js';
import { keepOrSwitch, unitOfCost } from '../../../src/gateway/sticky/keep.js';
import { ConversationMemory, conversationKey } from '../../../src/gateway/sticky/memory.js';
import { rank } from '../../../src/routing/ranking.js';

const price = fc.record({
  inputPerMillion: fc.integer({ min: 0, max: 20 }),
  outputPerMillion: fc.integer({ min: 0, max: 50 }),
  cachedShare: fc.constantFrom(0, 0.1, 0.5, 1, null),
});
const p = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);

describe('keeping or switching', () => {
  it('is what comes out where every LLM is priced by hand with the cache that it has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(price, p), { minLength: 1, maxLength: 6 }),
        p,
        fc.integer({ min: 0, max: 50_000 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.nat(),
        (pool, alpha, cachedTokens, outputTokens, pick) => {
          const llms = pool.map((_, j) => llmId(`llm-${j}`));
          const dearest = Math.max(...pool.map(([{ outputPerMillion }]) => outputPerMillion));
          const cost = Float32Array.from(pool, ([{ outputPerMillion }]) =>
            dearest > 0 ? outputPerMillion / dearest : 0,
          );
          const weights = objective(alpha);
          const ranking = rank(
            Float32Array.from(pool, ([, y]) => y),
            { llms, cost },
            'performance',
            weights,
          );
          const before = pick % pool.length;
          const own = (pool[before] as (typeof pool)[number])[0];
          const cached = own.cachedShare === null ? undefined : own.inputPerMillion * own.cachedShare;
          const unitUsd = unitOfCost(
            ranking,
            (id) => (pool[llms.indexOf(id)] as (typeof pool)[number])[0].outputPerMillion,
            outputTokens,
          );
          if (dearest === 0) expect(unitUsd).toBeNull();
          else expect((unitUsd as number) / ((outputTokens * dearest) / 1e6)).toBeCloseTo(1, 6);
          const result = keepOrSwitch({
            recalled: { llm: llms[before] as (typeof llms)[number], cachedTokens },
            price: {
              inputPerMillion: own.inputPerMillion,
              outputPerMillion: own.outputPerMillion,
              cachedInputPerMillion: cached,
            },
            ...{ ranking, objective: weights, unitUsd },
          });
          // By hand: USD that staying saves, as a share of what an answer of the dearest LLM costs, off the cost of the LLM of before.
          const savedUsd = (cachedTokens * (own.inputPerMillion - (cached ?? own.inputPerMillion))) / 1e6;
          const off = dearest > 0 ? savedUsd / ((outputTokens * dearest) / 1e6) : 0;
          const worth = pool.map(([, y], j) => score(weights, y, (cost[j] as number) - (j === before ? off : 0)));
          const best = Math.max(...worth);
          const chosen = worth[llms.indexOf(result?.llm as (typeof llms)[number])] as number;
          expect(chosen).toBeGreaterThanOrEqual(best - 1e-5 * Math.max(1, Math.abs(best)));
          expect(result?.kept).toBe(result?.llm === llms[before]);
          expect(result?.lossUsd).toBeCloseTo(savedUsd, 12);
        },
      ),
    );
  });

  it('never keeps where cost has no weight, unless it is best anyway', () => {
    const llms = [llmId('a'), llmId('b')];
    const ranking = rank(
      Float32Array.of(0.5, 0.6),
      { llms, cost: Float32Array.of(1, 0.5) },
      'performance',
      objective(1),
    );
    const recalled = { llm: llmId('a'), cachedTokens: 1e6 };
    const dear = { inputPerMillion: 10, outputPerMillion: 10, cachedInputPerMillion: 0 };
    expect(keepOrSwitch({ recalled, price: dear, ranking, objective: objective(1), unitUsd: 1 })).toMatchObject({
      kept: false,
      llm: 'b',
    });
    expect(
      keepOrSwitch({
        recalled: { ...recalled, llm: llmId('b') },
        price: dear,
        ranking,
        objective: objective(1),
        unitUsd: 1,
      }),
    ).toMatchObject({ kept: true, llm: 'b' });
    expect(
      keepOrSwitch({
        recalled: { ...recalled, llm: llmId('c') },
        price: dear,
        ranking,
        objective: objective(1),
        unitUsd: 1,
      }),
    ).toBeNull();
  });

  it('lets a cheaper LLM take over as soon as the cache is worth less', () => {
    const llms = [llmId('dear'), llmId('cheap')];
    const ranking = rank(
      Float32Array.of(0.6, 0.6),
      { llms, cost: Float32Array.of(1, 0.1) },
      'performance',
      objective(0.5),
    );
    const dear = { inputPerMillion: 10, outputPerMillion: 30, cachedInputPerMillion: 1 };
    const keeps = (cachedTokens: number) =>
      keepOrSwitch({
        recalled: { llm: llmId('dear'), cachedTokens },
        price: dear,
        ranking,
        objective: objective(0.5),
        unitUsd: 0.009,
      })?.kept;
    // Break-even: t · 9e-6 / 0.009 = 0.9, so at 900 tokens.
    expect([0, 890, 910, 10_000].map(keeps)).toEqual([false, false, true, true]);
  });
});

describe('the memory of conversations', () => {
  const body = (texts: readonly string[], more: Partial<ChatBody> = {}): ChatBody => ({
    model: 'theta',
    messages: texts.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content })),
    ...more,
  });
  const partOf = (b: ChatBody) => routedPart(b, { mostCharacters: 1000, contextCharacters: 0 });
  const memory = (more: Partial<ConstructorParameters<typeof ConversationMemory>[0]> = {}) => {
    let now = 0;
    const known = new ConversationMemory({ most: 3, keepMs: 1000, fewestTokens: 0, monotonic: () => now, ...more });
    const remember = (key: string, b: ChatBody, prompt: number | null = null) =>
      known.remember(key, llmId('a'), b, partOf(b), prompt);
    const recall = (key: string, b: ChatBody) => known.recall(key, b, partOf(b));
    return { known, remember, recall, later: (ms: number) => void (now += ms) };
  };

  it('counts the tokens that two requests begin with, whatever comes behind', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 }), { maxLength: 6 }),
        fc.array(fc.string(), { maxLength: 4 }),
        fc.array(fc.string(), { maxLength: 4 }),
        (same, a, b) => {
          fc.pre(same.length + a.length > 0 && same.length + b.length > 0 && a[0] !== b[0]);
          const { remember, recall } = memory();
          const one = body([...same, ...a]);
          const two = body([...same, ...b]);
          remember('k', one);
          const shared = partOf(two)
            .messageTokens.slice(0, same.length)
            .reduce((sum, n) => sum + n, 0);
          expect(recall('k', two)).toEqual({ llm: 'a', cachedTokens: shared });
        },
      ),
    );
  });

  it('goes by the count of the provider', () => {
    const { remember, recall } = memory();
    const one = body(['hello there']);
    remember('k', one, 3 * partOf(one).inputTokens);
    const two = body(['hello there', 'hi', 'and more']);
    expect(recall('k', two)?.cachedTokens).toBe(3 * partOf(one).inputTokens);
  });

  it('takes nothing for cached behind other tools, or where it is too little', () => {
    const { remember, recall } = memory({ fewestTokens: 10 });
    const long = 'many words that make more than ten tokens, surely they do that';
    remember('k', body([long], { tools: [{ a: 1 }] }));
    expect(recall('k', body([long], { tools: [{ a: 1 }] }))?.cachedTokens).toBeGreaterThan(10);
    expect(recall('k', body([long], { tools: [{ a: 2 }] }))?.cachedTokens).toBe(0);
    remember('s', body(['hi']));
    expect(recall('s', body(['hi', 'x', 'y']))?.cachedTokens).toBe(0);
  });

  it('forgets what is old, and what was longest silent where there is too much', () => {
    const { known, remember, recall, later } = memory();
    remember('a', body(['x']));
    later(999);
    expect(recall('a', body(['x']))).not.toBeNull();
    later(1);
    expect(recall('a', body(['x']))).toBeNull();
    for (const key of ['a', 'b', 'c', 'd']) remember(key, body(['x']));
    expect(known.size).toBe(3);
    expect(recall('a', body(['x']))).toBeNull();
    expect(recall('d', body(['x']))).not.toBeNull();
  });

  it('is keyed by who asks and how the conversation begins, or by the key of the caller', () => {
    const key = (texts: readonly string[], who = 'p', given?: string) => conversationKey(who, given, body(texts));
    expect(key(['a', 'b', 'c'])).toBe(key(['a', 'x', 'y', 'z']));
    expect(key(['a'])).not.toBe(key(['b']));
    expect(key(['a'])).not.toBe(key(['a'], 'q'));
    expect(key(['a'], 'p', 'k')).toBe(key(['b'], 'p', 'k'));
    expect(key(['a'], 'p', 'k')).not.toBe(key(['a'], 'q', 'k'));
  });
});
