import { describe, expect, it } from 'vitest';
import { poolId } from '../../../src/domain/ids.js';
import type { Principal } from '../../../src/domain/principal.js';
import { LOCAL_PRINCIPAL } from '../../../src/domain/principal.js';
import { ThetaError } from '../../../src/domain/errors.js';
import { readChatBody } from '../../../src/gateway/chat-body.js';
import { chunksOf } from '../../../src/gateway/cascade/as-chunks.js';
import { isPositive, judgeableText } from '../../../src/gateway/cascade/verify.js';
import { toGatewayError } from '../../../src/gateway/gateway-error.js';
import { addUsage, usageOf, usdOf } from '../../../src/gateway/usage.js';
import { testGateway } from '../../fixtures/api/gateway.js';
import { testRouting } from '../../fixtures/api/routing.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { servedBy, standInProvider, says } from '../../fixtures/gateway/provider.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

describe('usage', () => {
  it('is read from what providers write, and is null where they do not say', () => {
    expect(usageOf({ prompt_tokens: 10, completion_tokens: 5 })).toEqual({
      promptTokens: 10,
      cachedTokens: 0,
      completionTokens: 5,
    });
    expect(usageOf({ prompt_tokens: 10, completion_tokens: 5, prompt_cache_hit_tokens: 4 })?.cachedTokens).toBe(4);
    expect(
      usageOf({ prompt_tokens: 10, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 40 } })?.cachedTokens,
    ).toBe(10);
    for (const none of [null, undefined, {}, { prompt_tokens: 1 }, { prompt_tokens: -1, completion_tokens: 1 }, 'x']) {
      expect(usageOf(none)).toBeNull();
    }
  });

  it('costs the price of the cache where it was read from there; unknown is not 0', () => {
    const usage = { promptTokens: 1e6, cachedTokens: 4e5, completionTokens: 1e6 };
    expect(usdOf(usage, { inputPerMillion: 10, cachedInputPerMillion: 1, outputPerMillion: 30 })).toBeCloseTo(
      6 + 0.4 + 30,
      9,
    );
    expect(usdOf(usage, { inputPerMillion: 10, outputPerMillion: 30 })).toBeCloseTo(40, 9);
    expect(usdOf(usage, null)).toBeNull();
    expect(usdOf(null, { inputPerMillion: 1, outputPerMillion: 1 })).toBeNull();
    expect(addUsage(null, usage)).toBe(usage);
    expect(addUsage(usage, usage)?.promptTokens).toBe(2e6);
  });
});

describe('a body', () => {
  it('is kept as it came, without the options', () => {
    const body = {
      zeta: [1],
      messages: [{ content: 'x', role: 'user', extra: 1 }],
      model: 'theta',
      theta: { alpha: 1 },
    };
    const read = readChatBody(body, { 'x-theta-conversation': 'c' });
    expect(JSON.stringify(read.body)).toBe(
      '{"zeta":[1],"messages":[{"content":"x","role":"user","extra":1}],"model":"theta"}',
    );
    expect(read.options).toEqual({ alpha: 1, conversation: 'c' });
    expect(
      readChatBody({ ...body, theta: { conversation: null } }, { 'x-theta-conversation': 'c' }).options.conversation,
    ).toBeNull();
  });
});

describe('a fault of ours', () => {
  it('keeps its words to itself', () => {
    const error = toGatewayError(new Error('secret path'));
    expect(error.status).toBe(500);
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(toGatewayError(new ThetaError('OVERLOADED', 'Too much.')).status).toBe(503);
    expect(toGatewayError(new ThetaError('QUERY_EMPTY', 'Empty.'))).toMatchObject({ status: 400, code: 'query_empty' });
  });
});

describe('verdicts', () => {
  it.each([
    ['Correct', true],
    ['**correct**.', true],
    ['I first thought it incorrect, but it is correct', true],
    ['Incorrect', false],
    ['It is not correct.', false],
    ['correct? No: incorrect', false],
    ['', false],
    ['maybe', false],
  ])('%j is %s', (text, positive) => expect(isPositive(text)).toBe(positive));

  it('are asked of one text', () => {
    const answer = (...messages: object[]) => ({ choices: messages.map((message) => ({ message })) });
    expect(judgeableText(answer({ content: 'x' }))).toBe('x');
    for (const none of [
      answer(),
      answer({ content: 'x' }, { content: 'y' }),
      answer({ content: ' ' }),
      answer({ content: 'x', tool_calls: [] }),
    ]) {
      expect(judgeableText(none)).toBeNull();
    }
  });

  it('leave a stream that says what the whole answer said', () => {
    const answer = {
      ...{ id: 'a', object: 'chat.completion', model: 'm', usage: { prompt_tokens: 1 } },
      choices: [0, 1].map((index) => ({
        index,
        message: { role: 'assistant', content: `text ${index}` },
        finish_reason: 'stop',
      })),
    };
    const chunks = chunksOf(answer, true);
    expect(chunks).toHaveLength(5);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 1 }, object: 'chat.completion.chunk' });
    expect(chunksOf(answer, false).some((chunk) => 'usage' in chunk)).toBe(false);
  });
});

describe('whoever asks', () => {
  it('needs the permission to route, and stays in the pools that are open to them', async () => {
    await using provider = await standInProvider(() => says('ok'));
    const llms = [0, 1, 2].map((i) => llm(`llm-${i}`));
    const data = catalogue(llms, { default: ['llm-0', 'llm-1', 'llm-2'], mine: ['llm-0'], yours: ['llm-1'] });
    const routing = testRouting(await testRouterSet(), data);
    const providers = servedBy({ a: { at: provider, llms: ['llm-0', 'llm-1', 'llm-2'] } });
    const { gateway, close } = testGateway(routing, { providers });
    const { signal } = new AbortController();
    const who = (role: Principal['role'], ...pools: string[]): Principal => ({
      ...{ id: 'k', name: 'k', role },
      pools: pools.length > 0 ? pools.map(poolId) : null,
    });
    const ask = async (model: string, principal: Principal) => {
      const body = { model, messages: [{ role: 'user', content: 'hi' }] };
      const reply = await gateway.chat({ body, headers: {}, principal, signal });
      return reply.headers['x-theta-llm'];
    };
    const forbidden = { status: 403, code: 'forbidden', type: 'permission_error' };
    await expect(ask('theta', who('viewer'))).rejects.toMatchObject(forbidden);
    await expect(gateway.embeddings({ model: 'theta', input: 'x' }, who('viewer'), signal)).rejects.toMatchObject(
      forbidden,
    );
    expect(() => gateway.models(who('viewer'))).toThrow();
    expect(await ask('theta', who('router', 'mine'))).toBe('llm-0');
    expect(await ask('theta:mine', who('router', 'mine', 'yours'))).toBe('llm-0');
    expect(await ask('llm-0', who('router', 'mine'))).toBe('llm-0');
    await expect(ask('theta:yours', who('router', 'mine'))).rejects.toMatchObject(forbidden);
    await expect(ask('theta', who('router', 'mine', 'yours'))).rejects.toMatchObject(forbidden);
    await expect(ask('llm-2', who('router', 'mine', 'yours'))).rejects.toMatchObject(forbidden);
    const ids = gateway.models(who('router', 'mine')).map(({ id }) => id);
    expect(ids.filter((id) => /mine|yours|default|llm-/.test(id))).toEqual(['theta:mine', 'llm-0']);
    expect(await ask('llm-2', LOCAL_PRINCIPAL)).toBe('llm-2');
    close();
    await routing.close();
  });
});
