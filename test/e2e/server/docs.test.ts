import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

const page = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] as string);

let server: Server;
let decision: string;
beforeAll(async () => {
  server = await startServer();
  const made = await server.graphql<{ route: { id: string } }>(
    '{ route(input: { query: "What is the capital of France?" }) { ... on RoutingDecision { id } } }',
  );
  decision = made.route.id;
}, 120_000);
afterAll(() => server.stop());

/** What the variables of each documented operation are; an operation that is not here takes none. */
const variables = (name: string): object =>
  ({
    Route: { input: { query: 'Prove that √2 is irrational' } },
    Target: { input: { query: 'Prove that √2 is irrational', objective: { shareOfBest: 0.95 } } },
    Everything: { input: { query: '证明根号二是无理数', tags: ['docs'] } },
    RouteMany: { inputs: [{ query: 'a' }, { query: 'b', alpha: 0.2 }] },
    RankMany: { inputs: [{ query: 'a' }, { query: 'a' }] },
    RouteBatch: { input: { queries: ['What is 2+2?', 'Prove that √2 is irrational'], budgetUsd: 0.001 } },
    Compare: { input: { query: 'Write a haiku about SQL' } },
    RegisterLlms: { inputs: [{ id: 'acme/new-2', developer: 'Acme', profile: 'A larger LLM for chat.' }] },
    Log: { filter: { router: 'mirt' } },
    OneDecision: { id: decision },
    Gateway: { id: decision },
    Feedback: { input: { decisionId: decision, thumbs: 'UP', idempotencyKey: 'docs' } },
    FeedbackBatch: { inputs: [{ decisionId: decision, score: 1, reporter: 'docs' }] },
    Traffic: { input: { groupBy: 'LLM', reference: 'gpt-4-1106-preview' } },
    ShadowComparison: { input: { router: 'mirt' } },
    Drift: { input: { tag: 'docs', thresholds: { distance: 0.3 } } },
    LlmPreview: { input: { llm: 'GPT-4o', alpha: 0.9 } },
    WhatIf: { input: { alpha: 0.2, limit: 100 } },
    WhatIfCurve: { input: { alphas: [0.2, 0.8], limit: 100 } },
    AnchorQueries: { input: { llm: 'gpt-4-1106-preview' } },
    SubmitResponses: { input: { llm: 'gpt-4-1106-preview', responses: [{ query: 'unknown', performance: 1 }] } },
    Calibration: { llm: 'gpt-4-1106-preview' },
    Jobs: { id: 'unknown' },
    Cancel: { id: 'unknown' },
    CreateKey: { input: { name: 'checkout service', role: 'ROUTER', pools: ['default'], dailyBudgetUsd: 5 } },
    RevokeKey: { id: 'unknown' },
    ReembedProgress: { id: 'unknown' },
    StoredRefit: { id: 'unknown' },
    Evaluation: { id: 'unknown' },
    EvaluationReport: { id: 'unknown' },
  })[name] ?? {};

/** Documented operations that a fresh server refuses, and how: it has no imported data and one version. */
const refusals: Readonly<Record<string, string>> = {
  Train: 'TRAINING_DATA_INSUFFICIENT',
  Reembed: 'TRAINING_DATA_INSUFFICIENT',
  Refit: 'TRAINING_DATA_INSUFFICIENT',
  StartEvaluation: 'TRAINING_DATA_INSUFFICIENT',
  Cancel: 'UNKNOWN_JOB',
  RevokeKey: 'UNKNOWN_API_KEY',
  AnchorQueries: 'TRAINING_DATA_INSUFFICIENT',
  SubmitResponses: 'BAD_USER_INPUT',
};

describe.each(['docs/api.md', 'docs/objectives.md', 'docs/calibration.md', 'docs/abstention.md'])('%s', (name) => {
  // subscriptions.test.ts runs the subscriptions.
  const operations = blocks(page(name), 'graphql')
    .filter((text) => !text.startsWith('subscription'))
    .map((text) => [/\b(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '', text]);

  it.each(operations)('runs %s as it is documented', async (name, text) => {
    const values = await valuesOf(name);
    const run = server.graphql<object>(text, values);
    const refusal = refusals[name];
    if (refusal !== undefined) await expect(run).rejects.toThrow(refusal);
    else expect(Object.values(await run).length).toBeGreaterThan(0);
  });

  const valuesOf = async (name: string) => {
    const version = await serving();
    if (name === 'VersionDiff') return { from: version, to: version };
    return name === 'Promote' || name === 'ApproveUpdate' ? { version } : variables(name);
  };
  const serving = async () =>
    (await server.graphql<{ routerSets: { version: string }[] }>('{ routerSets { version } }')).routerSets[0]?.version;
});

describe('README.md', () => {
  it('has a first query that answers as shown', async () => {
    const body = /-d '(\{"query":[\s\S]*?\})'\n/.exec(page('README.md'))?.[1] as string;
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { data } = (await response.json()) as { data: { route: Record<string, unknown> } };
    const shown = JSON.parse(blocks(page('README.md'), 'json')[0] as string) as {
      data: { route: Record<string, unknown> };
    };
    expect(Object.keys(data.route)).toEqual(Object.keys(shown.data.route));
    expect(data.route['llm']).toEqual(shown.data.route['llm']);
    expect(data.route['predictedPerformance']).toBeCloseTo(shown.data.route['predictedPerformance'] as number, 3);
    expect((data.route['explanation'] as { text: string }).text).toBe(
      (shown.data.route['explanation'] as { text: string }).text,
    );
  });
});
