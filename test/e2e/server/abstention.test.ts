import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

const SAFE = 'gpt-4-1106-preview';
let server: Server;
beforeAll(async () => {
  server = await startServer({ THETA_SAFE_LLM: SAFE, THETA_EXPLORATION: '1' });
}, 120_000);
afterAll(() => server.stop());

interface Decided {
  readonly llm: { readonly id: string };
  readonly exploration: object | null;
  readonly abstention: { readonly abstained: boolean; readonly code: string; readonly threshold: number };
}
const route = async (query: string, more = {}) => {
  const { route: decided } = await server.graphql<{ route: Decided }>(
    `query ($input: RouteInput!) { route(input: $input) { ... on RoutingDecision {
      llm { id } exploration { explored } abstention { abstained code threshold } } } }`,
    { input: { query, ...more } },
  );
  return decided;
};

describe('a server with a safe LLM', () => {
  it('sends it what no training query is like, and nothing else', async () => {
    for (const query of ['7313 99 1204 88 51 60606', 'Вчера мы обсуждали новый бюджет отдела.', 'SELECT a FROM b']) {
      expect(await route(query)).toMatchObject({
        llm: { id: SAFE },
        exploration: null,
        abstention: { abstained: true, code: 'UNLIKE_TRAINING', threshold: 0.05 },
      });
    }
    const known = await route(
      'Tom has 12 apples and buys 3 boxes with 8 apples in each box. He gives 5 apples to his friend. How many apples does he have now?',
    );
    expect(known.abstention).toMatchObject({ abstained: false, code: 'LIKE_TRAINING' });
    expect(known.exploration).not.toBeNull();
    expect((await route('SELECT a FROM b', { abstain: { enabled: false } })).abstention).toBeNull();
  });

  it('warns at the start, and when it happens, that the safe LLM is retired', async () => {
    const data = await mkdtemp(join(tmpdir(), 'theta-safe-'));
    try {
      const first = await startServer({ THETA_SAFE_LLM: SAFE, THETA_DATA: data });
      await first.graphql(`mutation { retireLlm(llm: "${SAFE}", reason: "Sunset.") { id } }`);
      const warning = /"level":40[^\n]*THETA_SAFE_LLM is retired/;
      await expect.poll(() => first.output()).toMatch(warning);
      await first.stop();
      const second = await startServer({ THETA_SAFE_LLM: SAFE, THETA_DATA: data });
      expect(second.output()).toMatch(warning);
      await second.stop();
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  }, 240_000);

  it('does not start with an LLM that the catalogue does not have, and says which it has', async () => {
    await expect(startServer({ THETA_SAFE_LLM: 'nobody' })).rejects.toThrow(
      /CONFIG_INVALID: THETA_SAFE_LLM: No LLM "nobody" is in the catalogue[^]*gpt-4-1106-preview/,
    );
    await expect(startServer({ THETA_SAFE_LLM: SAFE, THETA_ABSTAIN_BELOW: '5' })).rejects.toThrow(
      /CONFIG_INVALID: THETA_ABSTAIN_BELOW=5: /,
    );
  });
});
