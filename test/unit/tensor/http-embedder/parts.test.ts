import { describe, expect, it } from 'vitest';
import { countTokens } from '../../../../src/tensor/embedders/http/count-tokens.js';
import { splitBatches } from '../../../../src/tensor/embedders/http/in-batches.js';
import { withJoinedSignal } from '../../../../src/tensor/embedders/http/joined-signal.js';
import { durationMs, RateLimit } from '../../../../src/tensor/embedders/http/rate-limit.js';

const never = new AbortController().signal;

describe('the estimate of tokens', () => {
  it.each([
    ['', 2],
    ['word', 3],
    ['words', 4],
    ['two words', 5],
    ['1234567', 5],
    ['今天天气', 6],
    ['ひらがな', 6],
    ['привет', 5],
    ['مرحبا', 5],
    ['안녕하세요', 7],
    ['สวัสดี', 8],
    ['a, b', 5],
    ['👍', 4],
    ['one\n\n    two', 5],
  ])('of %j is %i', (text, tokens) => {
    expect(countTokens(text, 1000)).toEqual({ text, tokens });
  });

  it('is about 1.3 tokens to a word of English prose', () => {
    const prose = 'The quick brown fox jumps over the lazy dog, and nobody in the village ever asks why it does so. ';
    const perWord = (countTokens(prose.repeat(20), 1e6).tokens - 2) / (20 * 20);
    expect(perWord).toBeGreaterThan(1.1);
    expect(perWord).toBeLessThan(1.6);
  });

  it('cuts at the limit and never within a character', () => {
    for (const text of ['👍👎'.repeat(50), '界'.repeat(90), 'x1'.repeat(90), 'letters'.repeat(90)]) {
      for (let most = 3; most < 40; most++) {
        const cut = countTokens(text, most);
        expect(cut.tokens).toBeLessThanOrEqual(most);
        expect(text.startsWith(cut.text) && cut.text.isWellFormed()).toBe(true);
        expect(countTokens(cut.text, most).text).toBe(cut.text);
      }
    }
  });

  it('reads a long text once', () => {
    const { text, tokens } = countTokens('a '.repeat(1_000_000), 8192);
    expect([text.length, tokens]).toEqual([16_380, 8192]);
  });
});

describe('requests within the limits of a service', () => {
  const of = (...tokens: number[]) => tokens.map((n) => ({ text: `${n}`, tokens: n }));

  it('fill up to the texts or tokens, in order', () => {
    const sizes = (texts: ReturnType<typeof of>) =>
      splitBatches(texts, { batchTexts: 3, batchTokens: 10 }).map((batch) => batch.map(({ tokens }) => tokens));
    expect(sizes(of(1, 1, 1, 1))).toEqual([[1, 1, 1], [1]]);
    expect(sizes(of(6, 4, 1, 9, 2))).toEqual([[6, 4], [1, 9], [2]]);
    expect(sizes(of(3, 20, 3))).toEqual([[3], [20], [3]]);
    expect(sizes([])).toEqual([]);
  });
});

describe('durations of rate limits', () => {
  it.each([
    ['120ms', 120],
    ['1s', 1000],
    ['6m0s', 360_000],
    ['1h2m3.5s', 3_723_500],
    ['1d', 86_400_000],
    ['30', 30_000],
    ['0', 0],
    ['soon', null],
    ['1s later', null],
    ['', null],
  ])('%j are %j milliseconds', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });
});

describe('the rate limit of a service', () => {
  function limit() {
    const waited: number[] = [];
    let now = 5000;
    const sleep = async (ms: number) => {
      waited.push(ms);
      now += ms;
    };
    const rate = new RateLimit({ now: () => now }, sleep);
    const note = (of: string, remaining: string, reset: string) =>
      rate.note(new Headers({ [`x-ratelimit-remaining-${of}`]: remaining, [`x-ratelimit-reset-${of}`]: reset }));
    return { rate, note, waited, later: (ms: number) => (now += ms) };
  }

  it('waits until tokens are back that the next request needs, and not for a smaller one', async () => {
    const { rate, note, waited } = limit();
    note('tokens', '500', '6m0s');
    await rate.pass(400, never);
    expect(waited).toEqual([]);
    note('tokens', '100', '1.5s');
    await rate.pass(101, never);
    expect(waited).toEqual([1500]);
  });

  it('lets no more parallel requests pass than are left', async () => {
    const { rate, note, waited } = limit();
    note('requests', '2', '800ms');
    await rate.pass(1, never);
    await rate.pass(1, never);
    expect(waited).toEqual([]);
    await rate.pass(1, never);
    expect(waited).toEqual([800]);
  });

  it('waits the rest of the time only, and never longer than a minute', async () => {
    const { rate, note, waited, later } = limit();
    note('requests', '0', '10s');
    later(4000);
    await rate.pass(1, never);
    expect(waited).toEqual([6000]);
    note('requests', '0', '8h');
    await rate.pass(1, never);
    expect(waited).toEqual([6000, 60_000]);
  });

  it('does not wait where nothing usable is said', async () => {
    const { rate, note, waited } = limit();
    note('tokens', '-1', '0');
    note('requests', '0', 'tomorrow');
    rate.note(new Headers());
    await rate.pass(1_000_000, never);
    expect(waited).toEqual([]);
  });
});

describe('a signal joined of others', () => {
  const untilAborted = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      const fail = () => reject(signal.reason as Error);
      if (signal.aborted) fail();
      signal.addEventListener('abort', fail);
    });

  it('fires with any of them, with its reason, also where it had fired before', async () => {
    const first = new AbortController();
    const second = new AbortController();
    const waiting = withJoinedSignal([first.signal, second.signal], null, untilAborted);
    second.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(withJoinedSignal([first.signal, second.signal], null, untilAborted)).rejects.toThrow('enough');
  });

  it('fires when the time is over', async () => {
    await expect(withJoinedSignal([], 5, untilAborted)).rejects.toThrow('no answer for 5 ms');
  });

  it('lets go of them when the work ends, well or not', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (listeners--, remove(...args));
    expect(await withJoinedSignal([signal], 60_000, async () => listeners)).toBe(1);
    await expect(withJoinedSignal([signal], null, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(listeners).toBe(0);
  });
});
