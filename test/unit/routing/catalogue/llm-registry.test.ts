import { describe, expect, it } from 'vitest';
import type { ThetaError } from '../../../../src/domain/errors.js';
import { llmId } from '../../../../src/domain/ids.js';
import type { NewLlm } from '../../../../src/routing/catalogue/llm-description.js';
import { createLlmRegistry } from '../../../../src/routing/catalogue/llm-registry.js';
import { MemoryCatalogue } from '../../../fixtures/api/memory-catalogue.js';
import { catalogue, llm } from '../../../fixtures/catalogue.js';

const NOW = 1_000_000;
const PRICE = { inputPerMillion: 1, outputPerMillion: 1, source: 'list' };
const FRESH: NewLlm = { id: 'fresh', developer: 'Somebody', profile: 'Good at sums.' };

function registry() {
  const prices: unknown[] = [];
  const known = [
    llm('old', { aliases: ['Older Name'], status: 'WARMING', contextWindow: 100, profile: 'x'.repeat(60) }),
    llm('gone', { status: 'RETIRED', retirement: { at: 1, reason: 'Sunset.', formerStatus: 'CALIBRATED' } }),
  ];
  const store = new MemoryCatalogue(catalogue(known, { main: ['old'] }), (step) => {
    if (step.kind === 'addLlm') prices.push(step.price);
  });
  const seen: number[] = [];
  const clock = { now: () => NOW, monotonic: () => 0 };
  const llms = createLlmRegistry({
    store,
    clock,
    catalogue: () => store.catalogue,
    onChanged: async () => void seen.push(store.catalogue.llms.size),
    limits: { maxProfileCharacters: 50, maxBatch: 3 },
  });
  return { llms, store, prices, seen, get: (id: string) => store.catalogue.llms.get(llmId(id)) };
}

const refusal = async (work: Promise<unknown>): Promise<[string, string, string]> => {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error as ThetaError,
  );
  return [thrown?.code ?? 'none', thrown?.message ?? '', thrown?.hint ?? ''];
};

describe('registering LLMs', () => {
  it('takes id, developer and profile, and knows nothing else', async () => {
    const { llms, prices, seen } = registry();
    const [added] = await llms.register([FRESH]);
    expect(added).toEqual(
      llm('fresh', {
        name: 'fresh',
        developer: 'Somebody',
        profile: 'Good at sums.',
        status: 'COLD',
        registeredAt: NOW,
        price: null,
      }),
    );
    expect([prices, seen]).toEqual([[null], [3]]);
  });

  it('takes every fact, a price and published scores; null is the same as absent', async () => {
    const { llms, prices } = registry();
    const facts = {
      name: 'Fresh 1',
      family: 'F',
      sizeBillions: 0.5,
      releaseDate: '2026-11',
      contextWindow: 8,
      maxOutputTokens: 8,
      modalities: ['text', 'image'],
      toolCalling: true,
      languages: ['en'],
      tags: ['a:b'],
      typicalLatencyMs: 1.5,
      aliases: ['FRESH', 'fresh-1'],
      benchmarks: [{ benchmark: 'MMLU', score: 0.5, items: 10, source: 'https://example.org/x' }],
    };
    const price = { inputPerMillion: 0, outputPerMillion: 2, effectiveFrom: NOW + 1, source: ' list ' };
    const [added] = await llms.register([{ ...FRESH, ...facts, price }]);
    expect(added).toMatchObject(facts);
    expect(prices).toEqual([
      { price: { inputPerMillion: 0, outputPerMillion: 2 }, effectiveFrom: NOW + 1, source: 'list' },
    ]);
    const [bare] = await llms.register([
      { ...FRESH, id: 'bare', name: null, tags: null, modalities: null, family: null },
    ]);
    expect(bare).toMatchObject({ name: 'bare', tags: [], modalities: ['text'], family: null });
  });

  it.each<[string, Partial<NewLlm>, RegExp]>([
    ['LLM_INVALID', { id: '' }, /id: expected up to 200 letters/],
    ['LLM_INVALID', { id: 'a b' }, /id: /],
    ['LLM_INVALID', { id: '-a' }, /id: /],
    ['LLM_INVALID', { id: 'a'.repeat(201) }, /id: /],
    ['LLM_INVALID', { developer: ' ' }, /developer: expected some text/],
    ['LLM_INVALID', { name: 'two\nlines' }, /name: expected one line/],
    ['LLM_INVALID', { profile: 'x'.repeat(51) }, /profile: expected at most 50 characters \(THETA_MAX_PROFILE/],
    ['LLM_INVALID', { profile: '  ' }, /profile: /],
    ['LLM_INVALID', { sizeBillions: 0 }, /sizeBillions: expected billions/],
    ['LLM_INVALID', { sizeBillions: Number.NaN }, /sizeBillions: /],
    ['LLM_INVALID', { sizeBillions: Number.POSITIVE_INFINITY }, /sizeBillions: /],
    ['LLM_INVALID', { releaseDate: '2023-13' }, /releaseDate: expected 2023, 2023-11/],
    ['LLM_INVALID', { releaseDate: '2023-02-30' }, /releaseDate: /],
    ['LLM_INVALID', { releaseDate: 'soon' }, /releaseDate: /],
    ['LLM_INVALID', { contextWindow: 0 }, /contextWindow: /],
    ['LLM_INVALID', { contextWindow: 8, maxOutputTokens: 9 }, /maxOutputTokens: must be at most contextWindow/],
    ['LLM_INVALID', { modalities: [] }, /modalities: expected at least one/],
    ['LLM_INVALID', { modalities: ['text', 'Text'] }, /modalities: expected nothing twice/],
    ['LLM_INVALID', { languages: ['German'] }, /languages.0: expected a BCP 47/],
    ['LLM_INVALID', { typicalLatencyMs: -1 }, /typicalLatencyMs: /],
    [
      'LLM_INVALID',
      { benchmarks: [score({ score: 86.4 })] },
      /benchmarks.0.score: expected a share.*0\.864 for 86\.4 %/,
    ],
    ['LLM_INVALID', { benchmarks: [score({ items: 0 })] }, /benchmarks.0.items: /],
    [
      'LLM_INVALID',
      { benchmarks: [score({ source: 'ftp://x' })] },
      /benchmarks.0.source: expected a title, or an address/,
    ],
    [
      'LLM_INVALID',
      { benchmarks: [score({}), score({ benchmark: 'mmlu' })] },
      /benchmarks: expected each benchmark once/,
    ],
    ['LLM_INVALID', { price: { ...PRICE, source: 'https://' } }, /priceSource: /],
    ['PRICE_INVALID', { price: { ...PRICE, inputPerMillion: -1 } }, /inputPerMillion price of fresh/],
    ['PRICE_INVALID', { price: { ...PRICE, effectiveFrom: NOW - 1 } }, /which has passed/],
    ['LLM_EXISTS', { id: 'OLD' }, /"OLD" cannot name OLD: it names old already/],
    ['LLM_EXISTS', { id: 'older name'.replace(' ', '-'), aliases: ['older NAME'] }, /"older NAME" cannot name/],
    ['LLM_EXISTS', { aliases: ['gone'] }, /"gone" cannot name fresh/],
  ])('refuses with %s what breaks a rule: %j', async (code, wrong, message) => {
    const { llms, store, seen } = registry();
    const [found, words] = await refusal(
      llms.register([
        { ...FRESH, id: 'first' },
        { ...FRESH, ...wrong },
      ]),
    );
    expect(found).toBe(code);
    expect(words).toMatch(message);
    expect([store.catalogue.llms.size, seen]).toEqual([2, []]);
  });

  it('says of an id that is there how to change it, or how to bring it back', async () => {
    const { llms } = registry();
    expect((await refusal(llms.register([{ ...FRESH, id: 'old' }])))[2]).toContain('updateLlm');
    const [code, message, hint] = await refusal(llms.register([{ ...FRESH, id: 'gone' }]));
    expect([code, message]).toEqual(['LLM_EXISTS', 'gone is in the catalogue, retired: Sunset.']);
    expect(hint).toContain('reinstateLlm');
  });

  it('refuses names that meet within one batch, and a batch that is too large', async () => {
    const { llms } = registry();
    const twice = [
      { ...FRESH, aliases: ['nick'] },
      { ...FRESH, id: 'Nick' },
    ];
    expect((await refusal(llms.register(twice)))[1]).toBe('"Nick" cannot name Nick: it names fresh already.');
    expect((await refusal(llms.register([FRESH, FRESH])))[0]).toBe('LLM_EXISTS');
    expect((await refusal(llms.register([FRESH, FRESH, FRESH, FRESH])))[0]).toBe('BATCH_TOO_LARGE');
  });

  it('lets one of two registrations at once win, and tells the other', async () => {
    const { llms, get } = registry();
    const both = await Promise.all([
      refusal(llms.register([{ ...FRESH, name: 'one' }])),
      refusal(llms.register([{ ...FRESH, name: 'two' }])),
    ]);
    expect(both.map(([code]) => code)).toEqual(['none', 'LLM_EXISTS']);
    expect(get('fresh')?.name).toBe('one');
  });
});

describe('changing an LLM', () => {
  it('keeps what is absent, forgets what is null', async () => {
    const { llms, get } = registry();
    const before = get('old');
    expect(await llms.update(llmId('old'), {})).toBe(before);
    const scores = [{ benchmark: 'A', score: 1, items: null, source: 's' }];
    const after = await llms.update(llmId('old'), { family: 'New', benchmarks: scores, tags: ['x'] });
    expect(after).toEqual({ ...before, family: 'New', benchmarks: scores, tags: ['x'], updatedAt: NOW });
    const gone = await llms.update(llmId('old'), { family: null, benchmarks: null, tags: null, aliases: null });
    expect(gone).toEqual({ ...before, aliases: [], updatedAt: NOW });
  });

  it('lets an LLM keep its own names and drop an alias for another LLM', async () => {
    const { llms } = registry();
    await llms.update(llmId('old'), { aliases: ['older name', 'OLD', 'third'] });
    expect((await refusal(llms.register([{ ...FRESH, id: 'Third' }])))[0]).toBe('LLM_EXISTS');
    await llms.update(llmId('old'), { aliases: [] });
    expect((await llms.register([{ ...FRESH, id: 'Third' }]))[0]?.id).toBe('Third');
  });

  it.each([
    ['UNKNOWN_LLM', 'nobody', { family: 'x' }],
    ['LLM_INVALID', 'old', { developer: null }],
    ['LLM_INVALID', 'old', { modalities: null }],
    ['LLM_INVALID', 'old', { profile: null }],
    ['LLM_INVALID', 'old', { maxOutputTokens: 101 }],
    ['LLM_EXISTS', 'old', { aliases: ['gone'] }],
  ])('refuses with %s for %s %j', async (code, id, facts) => {
    const { llms, get } = registry();
    const before = get('old');
    expect((await refusal(llms.update(llmId(id), facts)))[0]).toBe(code);
    expect(get('old')).toBe(before);
  });

  it('retires with a reason and reinstates to the status before, which may have moved meanwhile', async () => {
    const { llms } = registry();
    const retired = await llms.retire(llmId('old'), ' Too dear. ');
    const retirement = { at: NOW, reason: 'Too dear.', formerStatus: 'WARMING' };
    expect(retired).toMatchObject({ status: 'RETIRED', retirement });
    expect((await refusal(llms.retire(llmId('old'), 'again')))[0]).toBe('LLM_RETIRED');
    const moved = await llms.setStatus(llmId('old'), 'CALIBRATED');
    expect(moved).toMatchObject({ status: 'RETIRED', retirement: { ...retirement, formerStatus: 'CALIBRATED' } });
    expect(await llms.reinstate(llmId('old'))).toMatchObject({ status: 'CALIBRATED', retirement: null });
    expect((await refusal(llms.reinstate(llmId('old'))))[0]).toBe('LLM_INVALID');
    expect((await refusal(llms.retire(llmId('old'), ' ')))[0]).toBe('LLM_INVALID');
  });

  it('changes nothing where the status is that already', async () => {
    const { llms, get } = registry();
    const before = get('old');
    expect(await llms.setStatus(llmId('old'), 'WARMING')).toBe(before);
    expect(await llms.setStatus(llmId('old'), 'COLD')).toMatchObject({ status: 'COLD', updatedAt: NOW });
  });
});

function score(change: object) {
  return { benchmark: 'MMLU', score: 0.5, items: null, source: 'card', ...change };
}
