import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('refits', () => {
  it.each([
    ['a margin below 0', { rule: { margin: -1 } }],
    ['too few queries to compare on', { rule: { minQueries: 3 } }],
    ['a share beyond a half', { heldOutShare: 0.6 }],
    ['an empty label', { label: ' ' }],
    ['a negative number of responses', { minResponses: -1 }],
    ['a router twice', { hyperparameters: ['knn', 'knn'].map((router) => ({ router, values: {} })) }],
    ['a rule of nobody', { rule: { promote: 'ALWAYS' } }],
  ])('refuse %s', async (_what, input) => {
    const { body } = await server.graphql('mutation ($input: RefitInput) { refit(input: $input) { id } }', { input });
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect((await server.graphql('{ jobs { id } }')).body.data.jobs).toEqual([]);
  });

  it('refuse an α that is none, and say which', async () => {
    const { body } = await server.graphql('mutation { refit(input: { alpha: 1.5 }) { id } }');
    expect(body.errors[0]).toMatchObject({ message: expect.stringMatching(/1\.5/) });
    expect(body.errors[0].extensions.code).toBe('ALPHA_OUT_OF_RANGE');
  });

  it('are none at first, and null for an id of nobody', async () => {
    const { body } = await server.graphql('{ refits { id } storedRefit(id: "none") { id } }');
    expect(body.data).toEqual({ refits: [], storedRefit: null });
    const { errors } = (await server.graphql('{ refits(first: 0) { id } }')).body;
    expect(errors[0].extensions.code).toBe('PAGE_INVALID');
  });

  it('say how they are scheduled', async () => {
    const status = '{ refitSchedule { everyMinutes minResponses running refits promoted failed nextAt note } }';
    expect((await server.graphql(status)).body.data.refitSchedule).toEqual({
      everyMinutes: 60,
      minResponses: 500,
      running: false,
      refits: 0,
      promoted: 0,
      failed: 0,
      nextAt: null,
      note: null,
    });
  });
});
