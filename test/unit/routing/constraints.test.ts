import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import type { Llm } from '../../../src/domain/llm.js';
import { eligiblePool, findLlm } from '../../../src/routing/candidates.js';
import { checkConstraints } from '../../../src/routing/constraints/check.js';
import { relaxationsOf } from '../../../src/routing/constraints/relax.js';
import { requirementsOf } from '../../../src/routing/constraints/requirements.js';
import type { Constraints } from '../../../src/routing/constraints/types.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

/** The pool of `llms` under constraints, for a query of so many tokens. */
function pool(llms: readonly Llm[], asked: Constraints, inputTokens = 0) {
  const shop = catalogue(llms, { all: llms.map(({ id }) => id) });
  const checked = checkConstraints(asked, (id) => findLlm(shop, id));
  return eligiblePool(shop, {}, checked ? requirementsOf(checked, inputTokens) : []);
}
const verdict = (facts: Partial<Llm>, asked: Constraints, inputTokens?: number) => {
  const [out] = pool([llm('one', facts)], asked, inputTokens).excluded;
  return out ? [out.code, out.reason] : 'eligible';
};

describe('a constraint', () => {
  it.each<[string, Partial<Llm>, Constraints, number?]>([
    ['minContext at the boundary', { contextWindow: 8192 }, { minContext: 8192 }],
    ['outputTokens that just fit', { contextWindow: 100 }, { outputTokens: 60 }, 40],
    ['outputTokens of 0 for a query that just fits', { contextWindow: 40 }, { outputTokens: 0 }, 40],
    ['outputTokens at the longest answer', { contextWindow: 100, maxOutputTokens: 60 }, { outputTokens: 60 }, 1],
    ['modalities in any case', { modalities: ['text', 'Image'] }, { modalities: ['IMAGE ', 'text'] }],
    ['tools', { toolCalling: true }, { tools: true }],
    ['tools: false, which asks for nothing', { toolCalling: null }, { tools: false }],
    ['languages by their primary tag', { languages: ['en', 'pt'] }, { languages: ['pt-BR', 'EN'] }],
    ['requireTags', { tags: ['Region:EU', 'self-hosted'] }, { requireTags: ['region:eu'] }],
    ['forbidTags that are not there', { tags: [] }, { forbidTags: ['region:us'] }],
    ['maxLatencyMs at the boundary', { typicalLatencyMs: 900 }, { maxLatencyMs: 900 }],
    ['allow', {}, { allow: [llmId('one')] }],
    ['empty lists', {}, { modalities: [], deny: [], requireTags: [], languages: [], forbidTags: [] }],
  ])('is met: %s', (_, facts, asked, inputTokens) => {
    expect(verdict(facts, asked, inputTokens)).toBe('eligible');
  });

  it.each<[string, string, Partial<Llm>, Constraints, number?]>([
    [
      'CONTEXT_TOO_SMALL',
      'has a context window of 8191 tokens, minContext asks for 8192',
      { contextWindow: 8191 },
      { minContext: 8192 },
    ],
    ['CONTEXT_TOO_SMALL', 'has a context window that is not known, minContext asks for 1', {}, { minContext: 1 }],
    [
      'CONTEXT_TOO_SMALL',
      'has a context window of 99 tokens, the query (about 40, estimated) and an answer of 60 need 100',
      { contextWindow: 99 },
      { outputTokens: 60 },
      40,
    ],
    [
      'CONTEXT_TOO_SMALL',
      'has a context window that is not known, the query (about 2, estimated) and an answer of 0 need 2',
      {},
      { outputTokens: 0 },
      2,
    ],
    [
      'OUTPUT_TOO_LONG',
      'writes at most 59 tokens, outputTokens asks for 60',
      { contextWindow: 100, maxOutputTokens: 59 },
      { outputTokens: 60 },
      1,
    ],
    ['MODALITY', 'reads text, not audio, image', {}, { modalities: ['image', 'audio', 'text'] }],
    ['TOOLS', 'is not known to call tools', {}, { tools: true }],
    ['TOOLS', 'does not call tools', { toolCalling: false }, { tools: true }],
    ['LANGUAGE', 'has languages that are not known, and must have de', {}, { languages: ['de'] }],
    ['LANGUAGE', 'has the languages en, fr, not de', { languages: ['en', 'fr'] }, { languages: ['de', 'en'] }],
    ['TAG', 'is not tagged region:eu', { tags: ['region:us'] }, { requireTags: ['region:eu'] }],
    ['TAG', 'is tagged region:us, which is forbidden', { tags: ['Region:US'] }, { forbidTags: ['region:us', 'x'] }],
    ['LATENCY', 'typically takes 901 ms, maxLatencyMs allows 900', { typicalLatencyMs: 901 }, { maxLatencyMs: 900 }],
    ['LATENCY', 'has a latency that is not known, maxLatencyMs allows 900', {}, { maxLatencyMs: 900 }],
    ['DENIED', 'is on the deny list', {}, { deny: [llmId('one')] }],
    ['DENIED', 'is on the deny list', {}, { deny: [llmId('one')], allow: [llmId('one')] }],
    ['DENIED', 'is on the deny list; is not known to call tools', {}, { deny: [llmId('one')], tools: true }],
  ])('is not met: %s, %s', (code, words, facts, asked, inputTokens) => {
    expect(verdict(facts, asked, inputTokens)).toEqual([code, `ONE ${words}.`]);
  });

  it('that only allows others leaves an LLM out', () => {
    const { candidates, excluded } = pool([llm('one'), llm('two')], { allow: [llmId('two')] });
    expect(candidates.llms).toEqual(['two']);
    expect(excluded).toEqual([{ llm: 'one', code: 'NOT_ALLOWED', reason: 'ONE is not on the allow list.' }]);
  });

  it('comes after what no constraint can change', () => {
    const asked = { deny: [llmId('one')] };
    expect(verdict({ price: null }, asked)[0]).toBe('UNPRICED');
    expect(pool([llm('one', { price: null })], asked).blocked).toEqual([]);
  });

  it('leaves cost C to those that are eligible', () => {
    const price = (usd: number) => ({ inputPerMillion: usd, outputPerMillion: usd });
    const three = [1, 2, 8].map((usd) => llm(`llm-${usd}`, { price: price(usd) }));
    expect([...pool(three, { deny: [llmId('llm-8')] }).candidates.cost]).toEqual([0.5, 1]);
  });
});

describe('checkConstraints', () => {
  const check = (asked: Constraints) =>
    checkConstraints(asked, (id) => findLlm(catalogue([llm('a'), llm('b')], {}), id));

  it('gives equal constraints equal JSON, and null where nothing is asked for', () => {
    const spelled = check({ languages: ['de-AT', 'en', 'DE'], requireTags: ['B', 'a', 'b '], tools: true });
    expect(JSON.stringify(spelled)).toBe(
      JSON.stringify(check({ tools: true, languages: ['en', 'de'], requireTags: ['a', 'b'] })),
    );
    expect(check({})).toBeNull();
    expect(check({ tools: false, deny: [], modalities: [] })).toBeNull();
  });

  it.each<[string, string, Constraints]>([
    [
      'BAD_USER_INPUT',
      'constraints.minContext: expected a whole number of tokens, 1 or more, got 0.',
      { minContext: 0 },
    ],
    [
      'BAD_USER_INPUT',
      'constraints.outputTokens: expected a whole number of tokens, 0 or more, got -1.',
      { outputTokens: -1 },
    ],
    [
      'BAD_USER_INPUT',
      'constraints.maxLatencyMs: expected milliseconds above 0, got NaN.',
      { maxLatencyMs: Number.NaN },
    ],
    ['BAD_USER_INPUT', 'constraints.maxLatencyMs: expected milliseconds above 0, got 0.', { maxLatencyMs: 0 }],
    [
      'BAD_USER_INPUT',
      'constraints.languages: expected BCP 47 tags such as en, de or pt-BR, got "German".',
      { languages: ['German'] },
    ],
    [
      'BAD_USER_INPUT',
      'constraints.requireTags: expected words of 1 to 128 characters, got "".',
      { requireTags: [' '] },
    ],
    ['BAD_USER_INPUT', 'constraints.allow: expected at least one LLM, got an empty list.', { allow: [] }],
    ['UNKNOWN_LLM', 'No LLM "c" is in the catalogue.', { deny: [llmId('c')] }],
    ['UNKNOWN_LLM', 'No LLM "c" is in the catalogue.', { allow: [llmId('a'), llmId('c')] }],
  ])('answers %s: %s', (code, message, asked) => {
    expect(() => check(asked)).toThrow(expect.objectContaining({ code, message }));
  });
});

describe('relaxations', () => {
  const relax = (llms: readonly Llm[], asked: Constraints, inputTokens?: number) =>
    relaxationsOf(pool(llms, asked, inputTokens).blocked);

  it('name single constraints, what each frees and the number that suffices; most LLMs first', () => {
    const llms = [
      llm('slow', { typicalLatencyMs: 950, toolCalling: true }),
      llm('slower', { typicalLatencyMs: 1200, toolCalling: true }),
      llm('plain', { typicalLatencyMs: 100 }),
      llm('both', { toolCalling: false }),
    ];
    expect(relax(llms, { tools: true, maxLatencyMs: 500 })).toEqual([
      {
        constraints: [{ constraint: 'maxLatencyMs', sufficient: 950 }],
        llms: ['slow', 'slower'],
        text: 'Without maxLatencyMs, 2 LLMs eligible: slow, slower. maxLatencyMs: 950 suffices for slow.',
      },
      {
        constraints: [{ constraint: 'tools', sufficient: null }],
        llms: ['plain'],
        text: 'Without tools, 1 LLM eligible: plain.',
      },
    ]);
  });

  it('name a pair where no single constraint suffices, with numbers that suffice together', () => {
    const llms = [
      llm('far', { typicalLatencyMs: 9000, contextWindow: 100 }),
      llm('near', { typicalLatencyMs: 600, contextWindow: 900 }),
    ];
    const [pair, ...more] = relax(llms, { minContext: 1000, maxLatencyMs: 500 });
    expect(more).toEqual([]);
    expect(pair?.llms).toEqual(['far', 'near']);
    expect(pair?.constraints).toEqual([
      { constraint: 'minContext', sufficient: 900 },
      { constraint: 'maxLatencyMs', sufficient: 600 },
    ]);
  });

  it('give no number where the fact is not known, or the query alone does not fit', () => {
    expect(relax([llm('a')], { minContext: 5 })[0]?.constraints).toEqual([
      { constraint: 'minContext', sufficient: null },
    ]);
    const small = [llm('a', { contextWindow: 10 })];
    expect(relax(small, { outputTokens: 5 }, 11)[0]?.constraints[0]?.sufficient).toBeNull();
    expect(relax(small, { outputTokens: 5 }, 10)[0]?.constraints[0]?.sufficient).toBe(0);
    const brief = [llm('a', { contextWindow: 100, maxOutputTokens: 7 })];
    expect(relax(brief, { outputTokens: 50 }, 10)[0]?.constraints[0]?.sufficient).toBe(7);
  });

  it('are none where constraints are not what stands in the way', () => {
    expect(relax([llm('a', { price: null })], { tools: true })).toEqual([]);
  });
});
