import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessService } from '../../../src/access/service.js';
import { expectBudget } from '../../../src/access/spending.js';
import type { GuardedServer } from '../../fixtures/api/guarded-server.js';
import { startGuardedServer } from '../../fixtures/api/guarded-server.js';
import type { GatewayWorld } from '../../fixtures/gateway/world.js';
import { ask, gatewayWorld } from '../../fixtures/gateway/world.js';

let world: GatewayWorld;
let server: GuardedServer;
let access: AccessService;
beforeAll(async () => {
  world = await gatewayWorld({
    budget: {
      expect: (principal) => expectBudget(access.spending, principal),
      charge: (principal, usd) => access.spending.charge(principal, usd),
    },
  });
  const { routing, gateway, gatewayCalls, decisions } = world.services;
  server = await startGuardedServer({}, { routing, gateway, gatewayCalls, decisions });
  access = server.guarded.access;
});
afterAll(async () => {
  await server.close();
  await world[Symbol.asyncDispose]();
});

const clientOf = (apiKey: string) => new OpenAI({ baseURL: `${server.url}/v1`, apiKey, maxRetries: 0 });
const chat = (client: OpenAI, more: object = {}) =>
  client.chat.completions.create({ model: 'theta', messages: ask('What is 1 + 1?'), ...more });
const errorOf = (answer: Promise<unknown>) =>
  answer.then(
    () => null,
    (thrown: unknown) => thrown as InstanceType<typeof OpenAI.APIError>,
  );

describe('the gateway behind keys', () => {
  it('tells a wrong key in the words that clients of OpenAI know', async () => {
    const error = await errorOf(chat(clientOf('theta_nobody')));
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(error).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(error?.headers?.get('www-authenticate')).toContain('Bearer');
    expect(await errorOf(clientOf('theta_nobody').models.list())).toBeInstanceOf(OpenAI.AuthenticationError);
  });

  it('is closed to those who may only look', async () => {
    const { secret } = await server.key({ role: 'viewer' });
    const error = await errorOf(chat(clientOf(secret)));
    expect(error).toBeInstanceOf(OpenAI.PermissionDeniedError);
    expect(error).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('answers an application, and logs whose decision it was', async () => {
    const { secret, id } = await server.key({ role: 'router' });
    const { data, response } = await chat(clientOf(secret)).withResponse();
    expect(data.choices[0]?.message.content).toBe('Hello there friend');
    await world.decisions.flush();
    const decision = world.decisions.written.find((one) => one.id === response.headers.get('x-theta-decision'));
    expect(decision?.principal).toBe(id);
  });

  it('counts requests of a key, and says when to come again', async () => {
    const { secret } = await server.key({ role: 'router', requestsPerMinute: 1 });
    const client = clientOf(secret);
    await chat(client, { theta: { route_only: true } });
    const error = await errorOf(chat(client));
    expect(error).toBeInstanceOf(OpenAI.RateLimitError);
    expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
    expect(Number(error?.headers?.get('retry-after'))).toBeGreaterThan(0);
  });

  it('charges what answers have cost, until the budget of the day is spent', async () => {
    const { secret } = await server.key({ role: 'router', dailyBudgetUsd: 0.0004 });
    const client = clientOf(secret);
    let error = await errorOf(chat(client, { model: 'llm-3' }));
    expect(error).toBeNull();
    // 60 tokens of 4 $, 40 cached ones of 0.4 $ and 20 of 10 $ per million: the first answer costs more than the budget.
    error = await errorOf(chat(client));
    expect(error).toBeInstanceOf(OpenAI.RateLimitError);
    expect(error).toMatchObject({ status: 429, code: 'insufficient_quota' });
  });
});
