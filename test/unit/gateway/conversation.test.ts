import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQueryText } from '../../../src/domain/query-text.js';
import type { ChatBody } from '../../../src/gateway/chat-body.js';
import { IMAGE_TOKENS, NO_TEXT, routedPart } from '../../../src/gateway/conversation.js';

const OPTIONS = { mostCharacters: 100, contextCharacters: 20 };
const part = (messages: ChatBody['messages'], more: Partial<ChatBody> = {}) =>
  routedPart({ model: 'theta', messages, ...more }, OPTIONS);
const user = (content: string) => ({ role: 'user', content });
const says = (role: string, content: string) => ({ role, content });

describe('the routed part of a conversation', () => {
  it('is the last user turn, where that says enough', () => {
    const last = 'Which of the two is older?';
    expect(
      part([says('system', 'Be brief.'), user('First question of all'), says('assistant', 'No.'), user(last)]).query,
    ).toBe(last);
    // Results of tools come behind it.
    expect(part([user(last), { role: 'assistant', tool_calls: [{ id: 'a' }] }, says('tool', '42')]).query).toBe(last);
  });

  it('takes earlier user turns along with a short one, newest first', () => {
    const messages = [
      user('Far too early to matter'),
      says('assistant', 'Yes.'),
      user('How do I sort a list in Java?'),
      says('assistant', 'So.'),
      user('And in C?'),
    ];
    expect(part(messages).query).toBe('How do I sort a list in Java?\nAnd in C?');
  });

  it('reads the text of parts', () => {
    const content = [
      { type: 'text', text: 'What is on this picture?' },
      { type: 'image_url', image_url: { url: 'x' } },
    ];
    const { query, constraints, inputTokens } = part([{ role: 'user', content }]);
    expect(query).toBe('What is on this picture?');
    expect(constraints).toEqual({ modalities: ['image'] });
    expect(inputTokens).toBeGreaterThan(IMAGE_TOKENS);
  });

  it('falls back to any text, and to none', () => {
    const image = { role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] };
    expect(part([says('system', 'Describe pictures.'), image]).query).toBe('Describe pictures.');
    expect(part([image]).query).toBe(NO_TEXT);
  });

  it('keeps the beginning and the end of a long turn', () => {
    const { query } = part([user(`START${'x'.repeat(500)}END`)]);
    expect(query.length).toBeLessThanOrEqual(100);
    expect(query.startsWith('START') && query.endsWith('END')).toBe(true);
  });

  it('is always a text that can be routed, and tokens add up', () => {
    const content = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('', ' ', '\u0000', '\ud800'),
    );
    const message = fc.record({ role: fc.constantFrom('user', 'assistant', 'system'), content });
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 6 }), (messages) => {
        const { query, inputTokens, messageTokens, toolTokens, contextTokens } = part(messages);
        expect(checkQueryText(query, OPTIONS.mostCharacters)).toBe(query);
        expect(inputTokens).toBe(messageTokens.reduce((sum, n) => sum + n, toolTokens));
        expect(contextTokens).toBeGreaterThanOrEqual(0);
        expect(contextTokens).toBeLessThanOrEqual(inputTokens);
      }),
    );
  });

  it('asks for what the request needs, and for nothing else', () => {
    expect(part([user('hi')], { max_tokens: 500 }).constraints).toBeUndefined();
    expect(part([user('hi')], { max_tokens: 5000 }).constraints).toEqual({ outputTokens: 5000 });
    expect(part([user('hi')], { max_completion_tokens: 9000, max_tokens: 5 }).constraints).toEqual({
      outputTokens: 9000,
    });
    expect(part([user('word '.repeat(3000))]).constraints).toEqual({ outputTokens: 0 });
    expect(part([user('hi')], { tools: [{ type: 'function' }] }).constraints).toEqual({ tools: true });
    expect(part([user('hi')], { tools: [] }).constraints).toBeUndefined();
    const audio = { role: 'user', content: [{ type: 'input_audio' }, { type: 'file' }, { type: 'text', text: 'x' }] };
    expect(part([audio]).constraints).toEqual({ modalities: ['audio', 'file'] });
  });
});
