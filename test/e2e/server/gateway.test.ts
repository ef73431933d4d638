import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProviderFile } from '../../../src/gateway/providers/provider-file.js';
import type { StandInProvider } from '../../fixtures/gateway/provider.js';
import { says, standInProvider } from '../../fixtures/gateway/provider.js';
import { ask } from '../../fixtures/gateway/world.js';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

const PAGE = 'docs/gateway.md';
let server: Server;
let provider: StandInProvider;
let client: OpenAI;
let folder: string;
let example: string;

/** The server of the documentation, with stand-ins at the addresses of its example. */
beforeAll(async () => {
  example = /```json\n([\s\S]*?)```/.exec(await readFile(PAGE, 'utf8'))?.[1] as string;
  provider = await standInProvider(() => says('It scatters blue light'));
  folder = await mkdtemp(join(tmpdir(), 'theta-gateway-'));
  const path = join(folder, 'providers.json');
  await writeFile(path, example.replace(/"baseUrl": "[^"]+"/g, `"baseUrl": "${provider.baseUrl}"`));
  server = await startServer({ THETA_PROVIDERS: path, OPENAI_API_KEY: 'sk-one', AZURE_OPENAI_KEY: 'two' });
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'unused', maxRetries: 0 });
});
afterAll(async () => {
  await server?.stop();
  await provider?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const documentOf = async () => {
  const page = await readFile('docs/api.md', 'utf8');
  return /```graphql\n(query Gateway[\s\S]*?)```/.exec(page)?.[1] as string;
};

describe('the gateway of a real server', () => {
  it('reads the file of its documentation, which names LLMs of the catalogue', async () => {
    const served = readProviderFile(example, PAGE).providers.flatMap(({ llms }) => Object.keys(llms));
    const { data } = await client.models.list();
    const ids = data.map(({ id }) => id);
    for (const llm of served) expect(ids).toContain(llm);
    expect(ids).toContain('theta:automix');
    expect(server.output()).not.toContain('sk-one');
  });

  it('answers, whole and streamed, and GraphQL tells what happened', async () => {
    const { data, response } = await client.chat.completions
      .create({ model: 'theta', messages: ask('Why is the sky blue?') })
      .withResponse();
    expect(data.choices[0]?.message.content).toBe('It scatters blue light');
    const id = response.headers.get('x-theta-decision');
    const stream = await client.chat.completions.create({
      model: 'gpt-4-1106-preview',
      messages: ask('Why?'),
      stream: true,
    });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toBe('It scatters blue light');
    expect(provider.asked.at(-1)?.headers['authorization']).toBe('Bearer sk-one');

    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- looked into as a client does
    const told = await server.graphql<any>(await documentOf(), { id });
    expect(told.decision).toMatchObject({
      llmId: data.model,
      gatewayCall: {
        ...{ llm: data.model, outcome: 'ANSWERED' },
        attempts: [{ llm: data.model, purpose: 'ANSWER', error: null }],
        usage: { promptTokens: 100, cachedTokens: 40, completionTokens: 20 },
      },
    });
    expect(told.decision.gatewayCall.usd).toBeCloseTo(Number(response.headers.get('x-theta-cost')), 9);
    expect(told.gatewayCalls.map(({ model }: { model: string }) => model)).toEqual(['gpt-4-1106-preview', 'theta']);
    const spent = told.gatewaySpend.reduce((sum: number, { usd }: { usd: number }) => sum + usd, 0);
    const usd = told.gatewayCalls.reduce((sum: number, one: { usd: number }) => sum + one.usd, 0);
    expect(spent).toBeCloseTo(usd, 12);
    expect(told.gatewayCircuits.every(({ state }: { state: string }) => state === 'CLOSED')).toBe(true);
    // What was said is kept nowhere.
    const stored = await server.graphql<{ decisions: { nodes: { query: string | null }[] } }>(
      '{ decisions { nodes { query } } }',
    );
    expect(stored.decisions.nodes.map(({ query }) => query)).toEqual([null]);
  });

  it('embeds as its routers do', async () => {
    const { data, usage } = await client.embeddings.create({ model: 'theta', input: ['sky', 'blue sky'] });
    expect(data).toHaveLength(2);
    expect(data[0]?.embedding.length).toBeGreaterThan(100);
    expect(usage.prompt_tokens).toBeGreaterThan(0);
  });

  it('asks the cascades of the shipped set for real', async () => {
    const { data, response } = await client.chat.completions
      .create({ model: 'theta:automix/0.8', messages: ask('Why is the sky blue?') })
      .withResponse();
    expect(data.choices[0]?.message.content).toBe('It scatters blue light');
    expect(response.headers.get('x-theta-router')).toBe('automix');
  });

  it('does not start without a key that its file names, or with a file that is wrong', async () => {
    const path = join(folder, 'wrong.json');
    const start = (env: Record<string, string>) => startServer({ THETA_PROVIDERS: path, ...env });
    await expect(start({})).rejects.toThrow(/FILE_UNREADABLE/);
    await writeFile(path, example);
    await expect(start({ OPENAI_API_KEY: 'x', AZURE_OPENAI_KEY: '' })).rejects.toThrow(
      /AZURE_OPENAI_KEY: expected a key/,
    );
  });
});
