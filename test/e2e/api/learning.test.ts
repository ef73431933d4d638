import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

const DIFF = `from to alpha pool reason abilities { router llm dimension name before { mean deviation } after { mean deviation } }
  decisions { router probes changed moves { from to probes } added removed performance { llm before after }
    predictedPerformance { before after } cost { before after } gain }`;
const REPORT = `read teaching fresh replaced beyond weighedDown left { reason text statements }
  reporters { reporter statements influence cells { llm isPreference statements residual others z } statistic correctedPValue verdict }
  disagreements { llm task statements reporters predicted observed bias low high correctedPValue }`;
const UPDATE = `version label over withinLimits approved limits { name value limit met text } report { ${REPORT} } diff { ${DIFF} }`;
const LEARN = `mutation ($approve: Boolean) { learnFromFeedback(approveWithinLimits: $approve) { ${UPDATE} } }`;
const APPROVE = 'mutation ($version: ID!) { approveUpdate(version: $version) { version serving } }';
const ROLLBACK = 'mutation { rollback { version serving } }';

let server: TestServer;
let decided: { readonly id: string; readonly llm: { readonly id: string } }[];
beforeAll(async () => {
  server = await startTestServer();
  const inputs = Array.from({ length: 150 }, (_, i) => ({ query: `question ${i}`, alpha: 1 }));
  const { body } = await server.graphql(
    'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id llm { id } } } }',
    { inputs },
  );
  decided = body.data.routeMany;
});
afterAll(() => server.close());

const ask = async (query: string, variables: object = {}) => {
  const { body } = await server.graphql(query, variables);
  expect(body.errors).toBeUndefined();
  return body.data;
};
const code = async (query: string, variables: object = {}) =>
  (await server.graphql(query, variables)).body.errors?.[0].extensions.code;
const say = async (inputs: readonly object[]) => {
  const found = await ask(
    'mutation ($inputs: [RecordFeedbackInput!]!) { recordFeedbackBatch(inputs: $inputs) { error { code } } }',
    { inputs },
  );
  expect(found.recordFeedbackBatch.every(({ error }: { error: unknown }) => error === null)).toBe(true);
};
const serving = () => server.services.routing.current().version;

describe('learning from feedback', () => {
  it('refuses where nothing was said, and says why what was said teaches nothing', async () => {
    expect(await code(LEARN)).toBe('FEEDBACK_INSUFFICIENT');
    expect((await ask('{ rollbackTarget }')).rollbackTarget).toBeNull();
    expect(await code(ROLLBACK)).toBe('NOTHING_TO_ROLL_BACK');
    await say([{ decisionId: decided[0]?.id, correctedLabel: '42' }]);
    const { errors } = (await server.graphql(LEARN)).body;
    expect(errors[0].message).toMatch(/None of 1 statements .* 1 teach nothing: A corrected label/);
  });

  it('makes a version, says what it changes, and serves it when it is approved', async () => {
    const most = mostChosen();
    const mine = decided.filter(({ llm }) => llm.id === most);
    await say(mine.map(({ id }) => ({ decisionId: id, score: 0, reporter: 'grader' })));
    const { learnFromFeedback: update } = await ask(LEARN);
    expect(update).toMatchObject({ over: 'v1', approved: false, label: expect.stringMatching(/feedback of/) });
    expect(update.report).toMatchObject({ read: mine.length + 1, teaching: mine.length, fresh: mine.length });
    expect(update.report.left).toMatchObject([{ reason: 'ONLY_A_LABEL', statements: 1 }]);
    const mirt = update.diff.decisions[0];
    expect(mirt).toMatchObject({ router: 'mirt', performance: expect.any(Array) });
    expect(mirt.probes).toBeGreaterThan(100);
    expect(mirt.performance[0].llm).toBe(most);
    expect(mirt.performance[0].after).toBeLessThan(mirt.performance[0].before - 0.05);
    expect(
      update.diff.abilities.some(
        ({ llm, router }: { llm: string; router: string }) => llm === most && router === 'mirt',
      ),
    ).toBe(true);
    expect(update.limits.find(({ name }: { name: string }) => name === 'SHIFT').met).toBe(false);
    expect(update.withinLimits).toBe(false);

    expect(serving()).toBe('v1');
    const approved = await ask(APPROVE, { version: update.version });
    expect(approved.approveUpdate).toEqual({ version: update.version, serving: true });
    expect(serving()).toBe(update.version);
    expect(await code(LEARN)).toBe('FEEDBACK_INSUFFICIENT');

    const { versionDiff } = await ask(
      `query ($from: ID!, $to: ID!) { versionDiff(from: $from, to: $to) { ${DIFF} } }`,
      {
        from: 'v1',
        to: update.version,
      },
    );
    expect(versionDiff).toEqual(update.diff);
    const { promotions } = await ask('{ promotions { version promotedAt isRollback } }');
    expect(promotions.map(({ version }: { version: string }) => version)).toEqual([update.version, 'v1']);
  });

  it('goes back with one mutation, and refuses an update that was compared with another version', async () => {
    const learned = serving();
    expect((await ask('{ rollbackTarget }')).rollbackTarget).toBe('v1');
    expect((await ask(ROLLBACK)).rollback).toEqual({ version: 'v1', serving: true });
    expect(serving()).toBe('v1');
    expect(await code(ROLLBACK)).toBe('NOTHING_TO_ROLL_BACK');
    const { learnFromFeedback: second } = await ask(LEARN);
    await ask(APPROVE, { version: learned });
    expect(await code(APPROVE, { version: second.version })).toBe('UPDATE_OUTDATED');
    expect(await code(APPROVE, { version: 'v1' })).toBe('UPDATE_OUTDATED');
    expect(await code(APPROVE, { version: 'v9' })).toBe('UNKNOWN_VERSION');
    expect(serving()).toBe(learned);
    const { promotions } = await ask('{ promotions { version isRollback } }');
    expect(promotions.map(({ isRollback }: { isRollback: boolean }) => isRollback)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('reports reporters and disagreement without changing anything', async () => {
    const { feedbackReport } = await ask(`{ feedbackReport { ${REPORT} } }`);
    expect(feedbackReport).toMatchObject({ fresh: 0, weighedDown: 0 });
    expect(feedbackReport.reporters).toMatchObject([{ reporter: 'grader', influence: 1 }]);
    expect(feedbackReport.disagreements[0]).toMatchObject({ llm: mostChosen(), observed: 0 });
    expect(await code('{ versionDiff(from: "v1", to: "v9") { from } }')).toBe('UNKNOWN_VERSION');
  });

  it('limits what one key can do, and shows that it did', async () => {
    const before = server.versions.stored.length;
    const flood = decided.map(({ id }) => ({ decisionId: id, score: 1, reporter: 'key' }));
    await say(flood);
    const { learnFromFeedback: update } = await ask(LEARN);
    expect(update.report.weighedDown).toBeGreaterThan(0);
    const key = update.report.reporters.find(({ reporter }: { reporter: string }) => reporter === 'key');
    expect(key.verdict).toBe('OUTLIER');
    expect(update.limits.find(({ name }: { name: string }) => name === 'OUTLIERS')).toMatchObject({ met: false });
    expect(server.versions.stored.length).toBe(before + 1);
  });
});

describe('learningStatus', () => {
  const STATUS = `{ learningStatus { everyMinutes approveWithinLimits running updates failed nextAt error latest { version approved } } }`;
  const status = async () => (await ask(STATUS)).learningStatus;

  it('attempts on schedule, and makes no update twice', async () => {
    expect(await status()).toMatchObject({ everyMinutes: 60, approveWithinLimits: true, updates: 0, nextAt: null });
    server.schedule.schedule.start();
    expect(Date.parse((await status()).nextAt)).toBeGreaterThan(Date.now());
    await say([{ decisionId: decided[1]?.id, score: 1, reporter: 'late' }]);
    const stored = server.versions.stored.length;
    server.schedule.attempt();
    await expect.poll(async () => (await status()).updates, { timeout: 20_000 }).toBe(1);
    expect(await status()).toMatchObject({ failed: 0, error: null, latest: { approved: false } });
    server.schedule.attempt();
    await expect.poll(async () => (await status()).running).toBe(false);
    expect([(await status()).updates, server.versions.stored.length]).toEqual([1, stored + 1]);
  });

  it('is null where it is off', async () => {
    const off = await startTestServer({ learningSchedule: null });
    expect((await off.graphql(STATUS)).body.data.learningStatus).toBeNull();
    await off.close();
  });
});

/** The LLM that most decisions chose. */
function mostChosen(): string {
  const counts = new Map<string, number>();
  for (const { llm } of decided) counts.set(llm.id, (counts.get(llm.id) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] as string;
}
