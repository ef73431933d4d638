import { describe, expect, it } from 'vitest';
import { benchmarksOf, changesOf, draftOf, factsOf, NO_FACTS } from '../../../../web/src/pages/llms/facts/draft.js';
import { problemsOf } from '../../../../web/src/pages/llms/facts/problems.js';

const LLM = {
  name: 'One',
  developer: 'Acme',
  profile: 'For chat.',
  family: null,
  sizeBillions: 7.5,
  releaseDate: '2026-01-31',
  contextWindow: 8192,
  maxOutputTokens: null,
  modalities: ['TEXT', 'IMAGE'],
  toolCalling: false,
  languages: ['en', 'fr'],
  tags: [],
  typicalLatencyMs: null,
  aliases: ['uno'],
  benchmarks: [{ benchmark: 'MMLU', score: 0.81, items: 14042, source: 'a card | page 2' }],
};

describe('facts as they are typed', () => {
  it('come back as they were, and nothing has changed', () => {
    const draft = draftOf(LLM);
    expect(changesOf(draft, draft)).toEqual({});
    const { family: _family, maxOutputTokens: _most, tags: _tags, typicalLatencyMs: _latency, ...known } = LLM;
    expect(factsOf(draft)).toEqual(known);
  });

  it('hold only what is filled in; what is needed is there, empty', () => {
    expect(factsOf(NO_FACTS)).toEqual({ developer: '', profile: '' });
    expect(
      factsOf({ ...NO_FACTS, developer: ' Acme ', tags: ' a, ,b ', toolCalling: 'yes', sizeBillions: '0' }),
    ).toEqual({
      developer: 'Acme',
      profile: '',
      tags: ['a', 'b'],
      toolCalling: true,
      sizeBillions: 0,
    });
  });

  it('change by field; an emptied one is forgotten, and what is no number is left to the API', () => {
    const before = draftOf(LLM);
    const after = { ...before, releaseDate: '', languages: '', sizeBillions: 'seven', name: 'Two' };
    expect(changesOf(before, after)).toEqual({
      releaseDate: null,
      languages: [],
      sizeBillions: Number.NaN,
      name: 'Two',
    });
  });

  it('read benchmarks one a line, shares as percentages too', () => {
    expect(benchmarksOf('MMLU | 81 % | 100 | card\n\nGSM8K|0.5||a|b\nX')).toEqual([
      { benchmark: 'MMLU', score: 0.81, items: 100, source: 'card' },
      { benchmark: 'GSM8K', score: 0.5, source: 'a|b' },
      { benchmark: 'X', score: Number.NaN, source: '' },
    ]);
  });
});

describe('problems by field', () => {
  const of = (code: string, message: string, id = 'acme/one') => problemsOf({ code, message, hint: null }, id);

  it('come from the message of the API', () => {
    expect(problemsOf(null, 'x')).toEqual({});
    expect(
      of('LLM_INVALID', 'acme/one: developer: expected some text; sizeBillions: expected a number above 0.'),
    ).toEqual({
      developer: 'expected some text',
      sizeBillions: 'expected a number above 0',
    });
    expect(of('BAD_USER_INPUT', 'source: expected some text.')).toEqual({ source: 'expected some text' });
  });

  it('say which of a list, counted from 1, and keep all of one field', () => {
    expect(
      of(
        'LLM_INVALID',
        'acme/one: tags.1: too long; tags.2: too long; benchmarks.0.score: expected 0 to 1, got 7: too much.',
      ),
    ).toEqual({
      tags: 'no. 2: too long; no. 3: too long',
      benchmarks: 'no. 1 score: expected 0 to 1, got 7: too much',
    });
  });

  it('go to the field that a code is about, and leave the rest to the message', () => {
    expect(of('LLM_EXISTS', 'There is one.')).toEqual({ id: 'There is one.' });
    expect(of('PRICE_INVALID', 'Too low.')).toEqual({ price: 'Too low.' });
    expect(of('UNREACHABLE', 'The server does not answer.')).toEqual({});
  });
});
