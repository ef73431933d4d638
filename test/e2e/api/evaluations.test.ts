import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { evaluationReport } from '../../fixtures/evaluation-report.js';
import { scoredQueries, scoredResponses } from '../../fixtures/scored-queries.js';

const LLMS = ['llm-0', 'llm-1', 'llm-2'] as const;
const COSTS = [0.004, 0.003, 0.001] as const;
const imported = (count: number, seed: number) => scoredResponses(scoredQueries(count, seed, [...LLMS], [...COSTS]));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { tickets: imported(240, 1), held: imported(120, 2) });
});
afterAll(() => server.close());

const START = `mutation ($input: StartEvaluationInput!) { startEvaluation(input: $input) {
  id kind status version request { label }
  evaluationRequest { protocol label sources testSources folds foldSeed routers alphas seed warmUpWeight parameters } } }`;
const start = (input: object) => server.graphql(START, { input });

/** Runs an evaluation to its end and answers its id. */
async function evaluated(input: object): Promise<string> {
  const { body } = await start({ protocol: 'main', ...input });
  expect(body.errors).toBeUndefined();
  const { id } = body.data.startEvaluation;
  const job = async () =>
    (await server.graphql(`{ job(id: "${id}") { status evaluation error { code message } } }`)).body.data.job;
  let ended = await job();
  while (/QUEUED|RUNNING/.test(ended.status)) {
    await sleep(50);
    ended = await job();
  }
  expect(ended).toMatchObject({ status: 'SUCCEEDED', error: null });
  return ended.evaluation;
}

const EVALUATION = `query ($id: ID!) { evaluation(id: $id) {
  id createdAt protocol label parameters data verdict format url document
  results { testSet variant router alpha metrics { metric value low high } }
  differences { testSet variant router against alpha difference { metric value low high } verdict sentence } } }`;

const REPORT = `query ($id: ID!) { evaluation(id: $id) { isReadable document report {
  title reproduces sentences notes seed theta resamples level
  data { testSet title trainQueries testQueries testResponses droppedQueries llms folds costSource warmUpWeight tasks { task queries } }
  curves { id title diagonal x { label unit } y { label unit } series { name reference points { x y low high label } } }
  tables { id title columns { id label format better } rows { reference cells { text value low high } } }
  breakdowns { testSet variant router reference alpha tasks { task performance } shares { llm share } }
  routers { testSet variant router title reference output metrics { metric value low high }
    reliability { count meanPredicted meanObserved } } } } }`;

interface Cell {
  readonly text: string | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}
/** A cell of the API, and one of the document, in one form. */
const cellAsWritten = ({ text, value, low, high }: Cell) => text ?? (value === null ? null : [value, low, high]);
const estimateAsWritten = (cell: unknown) => {
  if (typeof cell === 'number') return [cell, null, null];
  if (typeof cell !== 'object' || cell === null) return cell;
  const { value, low, high } = cell as Cell;
  return [value, low, high];
};
/** A curve of the API with its units as a document writes them. */
const lowered = (curve: object) => {
  const { x, y, ...rest } = curve as { x: { label: string; unit: string }; y: { label: string; unit: string } };
  const axis = ({ label, unit }: { label: string; unit: string }) => ({ label, unit: unit.toLowerCase() });
  return { ...rest, x: axis(x), y: axis(y) };
};

interface Metric {
  readonly metric: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}
interface Result {
  readonly router: string;
  readonly alpha: number | null;
  readonly metrics: readonly Metric[];
}

describe('an evaluation on imported responses', { timeout: 120_000 }, () => {
  const input = {
    label: 'tickets',
    sources: ['tickets'],
    testSources: ['held'],
    routers: ['knn'],
    alphas: [0.8],
    seed: 3,
  };
  let id: string;
  beforeAll(async () => {
    id = await evaluated(input);
  }, 120_000);

  it('is a job of its own kind', async () => {
    const { body } = await server.graphql(`{ job(id: "${id}") { kind request { label } version evaluationRequest {
      protocol sources testSources folds routers alphas seed } } }`);
    expect(body.data.job).toEqual({
      kind: 'EVALUATION',
      request: null,
      version: null,
      evaluationRequest: {
        protocol: 'main',
        sources: ['tickets'],
        testSources: ['held'],
        folds: null,
        routers: ['knn'],
        alphas: [0.8],
        seed: 3,
      },
    });
  });

  it('stores figures with intervals, and differences in words', async () => {
    const { evaluation } = (await server.graphql(EVALUATION, { id })).body.data;
    expect(evaluation).toMatchObject({
      id,
      protocol: 'main',
      label: 'tickets',
      format: 1,
      url: `/evaluations/${id}.html`,
    });
    expect(evaluation.data).toContain('120 queries × 3 LLMs');
    expect(evaluation.document.seeds.training).toBe(3);
    expect(evaluation.document.verdict[0]).toBe(evaluation.verdict);
    const results = evaluation.results as Result[];
    const reward = (router: string) =>
      results.find((r) => r.router === router && r.alpha === 0.8)?.metrics.find((m) => m.metric === 'reward') as Metric;
    const [knn, single] = [reward('knn'), reward('best-single')];
    // Each of two tasks has an LLM that is right on nine of ten; the best single LLM is right on six of ten.
    expect(knn.value).toBeGreaterThan(single.value + 5);
    expect(knn.low as number).toBeLessThan(knn.value);
    expect(knn.high as number).toBeGreaterThan(knn.value);
    const gap = evaluation.differences.find(
      (d: { against: string; alpha: number; difference: Metric }) =>
        d.alpha === 0.8 && d.difference.metric === 'reward',
    );
    expect(gap).toMatchObject({ router: 'knn', against: 'best-single', verdict: 'BETTER' });
    expect(gap.difference.value).toBeCloseTo(knn.value - single.value, 9);
  });

  it('gives what the report shows in typed lists, figure for figure', async () => {
    const { evaluation } = (await server.graphql(REPORT, { id })).body.data;
    const { document, report } = evaluation;
    expect(evaluation.isReadable).toBe(true);
    expect(report).toMatchObject({
      title: document.protocol.title,
      reproduces: document.protocol.reproduces,
      sentences: document.verdict,
      notes: document.notes,
      ...{ seed: 3, theta: document.versions.theta, resamples: document.bootstrap.resamples, level: 0.95 },
    });
    expect(report.data).toHaveLength(1);
    expect(report.data[0]).toMatchObject({
      testSet: 'test',
      trainQueries: 240,
      testQueries: 120,
      costSource: 'OBSERVED',
    });
    expect(report.data[0].tasks).toEqual(
      Object.entries(document.data[0].tasks).map(([task, queries]) => ({ task, queries })),
    );
    expect(report.curves.map((c: object) => lowered(c))).toEqual(document.curves);
    expect(report.curves.map((c: { id: string }) => c.id)).toEqual(['cost-test', 'reliability-test']);
    for (const [i, table] of report.tables.entries()) {
      const written = document.tables[i];
      expect([table.id, table.title, table.columns.length]).toEqual([
        written.id,
        written.title,
        written.columns.length,
      ]);
      expect(table.rows.map((row: { cells: Cell[] }) => row.cells.map(cellAsWritten))).toEqual(
        written.rows.map((row: { cells: unknown[] }) => row.cells.map(estimateAsWritten)),
      );
    }
    expect(report.breakdowns).toHaveLength(document.results.length);
    for (const [i, one] of report.breakdowns.entries()) {
      const written = document.results[i];
      expect([one.router, one.alpha, one.reference]).toEqual([written.router, written.alpha, written.reference]);
      expect(
        Object.fromEntries(one.tasks.map((t: { task: string; performance: number }) => [t.task, t.performance])),
      ).toEqual(written.perTask);
      expect(Object.fromEntries(one.shares.map((s: { llm: string; share: number }) => [s.llm, s.share]))).toEqual(
        written.shares,
      );
      const shares = one.shares.map((s: { share: number }) => s.share);
      expect(shares).toEqual([...shares].sort((a, b) => b - a));
    }
    const knn = report.routers.find((r: { router: string }) => r.router === 'knn');
    const written = document.routers.find((r: { router: string }) => r.router === 'knn');
    expect(knn).toMatchObject({ output: 'PERFORMANCE', reference: false, title: written.title });
    expect(knn.metrics.find((m: Metric) => m.metric === 'ece')).toEqual({ metric: 'ece', ...written.metrics.ece });
    expect(knn.reliability).toEqual(
      written.reliability.map(({ count, meanPredicted, meanObserved }: Record<string, number>) => ({
        count,
        meanPredicted,
        meanObserved,
      })),
    );
  });

  it('is a page, a table and a document', async () => {
    const html = await server.request(`/evaluations/${id}.html`);
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-.*frame-ancestors/,
    );
    expect(html.headers.get('x-content-type-options')).toBe('nosniff');
    expect(html.body).toContain(`<a href="${id}.csv"`);
    const csv = await server.request(`/evaluations/${id}.csv`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const rows = parse<Record<string, string>>(csv.body as string, { columns: true });
    expect(rows.find((r) => r['router'] === 'knn' && r['metric'] === 'reward')).toMatchObject({ seed: '3', n: '120' });
    const json = await server.request(`/evaluations/${id}.json`);
    expect(json.body).toEqual((await server.graphql(EVALUATION, { id })).body.data.evaluation.document);
  });

  it('gives the same document again', async () => {
    const documentOf = async (one: string) => (await server.request(`/evaluations/${one}.json`)).body;
    expect(await documentOf(await evaluated({ ...input, label: 'again' }))).toEqual(await documentOf(id));
  });

  it('cross-validates where nothing is named to score on', async () => {
    const one = await evaluated({ sources: ['tickets'], folds: 2, routers: ['best-single'], alphas: [0.5] });
    const { body } = await server.graphql(EVALUATION, { id: one });
    expect(body.data.evaluation).toMatchObject({ label: 'main', parameters: { folds: 2, testSources: [] } });
    expect(body.data.evaluation.data).toContain('240 queries × 3 LLMs');
  });
});

describe('evaluations', () => {
  const PAGE = `query ($first: Int, $after: String) { evaluations(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }
    nodes { id label verdict url createdAt } } }`;

  it('lists them newest first, each once', async () => {
    const { totalCount } = (await server.graphql(PAGE)).body.data.evaluations;
    expect(totalCount).toBeGreaterThan(1);
    const seen: string[] = [];
    for (let after: string | null = null; seen.length < 20;) {
      const page: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (
        await server.graphql(PAGE, { first: 1, after })
      ).body.data.evaluations;
      seen.push(...page.nodes.map((node) => node.id));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(server.evaluations.stored.map((one) => one.id).reverse());
  });

  it('shows a report of another release as it was written', async () => {
    const report = { ...evaluationReport(), format: 99, verdict: ['<b>old</b>'] };
    const verdict = 'It was <better>.';
    const base = { createdAt: 0, protocol: 'p', label: 'old', parameters: {}, data: 'd', verdict, format: 99 };
    await server.evaluations.add({ ...base, id: 'old', report: JSON.parse(JSON.stringify(report)) });
    const { body } = await server.graphql(EVALUATION, { id: 'old' });
    expect(body.data.evaluation).toMatchObject({ format: 99, results: [], differences: [], document: { format: 99 } });
    const typed = (await server.graphql(REPORT, { id: 'old' })).body;
    expect(typed.data.evaluation).toMatchObject({ isReadable: false, report: null, document: { format: 99 } });
    expect(typed.errors[0].extensions).toMatchObject({ code: 'EVALUATION_FORMAT' });
    expect(typed.errors[0].message).toContain('format 99');
    const page = await server.request('/evaluations/old.html');
    expect(page.status).toBe(200);
    expect(page.body).toContain('It was &lt;better&gt;.');
    expect(page.body).toContain('has format 99');
    expect((await server.request('/evaluations/old.json')).status).toBe(200);
    const csv = await server.request('/evaluations/old.csv');
    expect([csv.status, csv.body.errors[0].extensions.code]).toEqual([409, 'EVALUATION_FORMAT']);
  });

  it('has a page that leads to every report', async () => {
    const list = await server.request('/evaluations');
    expect([list.status, list.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(list.body).toContain('It was &lt;better&gt;.');
    const links = [...(list.body as string).matchAll(/href="(evaluations\/[^"]+)"/g)].map((match) => match[1]);
    expect(links).toHaveLength(server.evaluations.stored.length);
    for (const link of links) expect((await server.request(`/${link}`)).status).toBe(200);
  });

  it('knows what is not there', async () => {
    expect((await server.graphql('{ evaluation(id: "none") { id } }')).body.data).toEqual({ evaluation: null });
    const file = await server.request('/evaluations/none.html');
    expect([file.status, file.body.errors[0].extensions.code]).toEqual([404, 'UNKNOWN_EVALUATION']);
    for (const path of ['/evaluations/none', '/evaluations/none.pdf', '/evaluations/']) {
      expect((await server.request(path)).status).toBe(404);
    }
  });
});

describe('evaluationProtocols', () => {
  it('says what can be measured, with parameters that startEvaluation takes', async () => {
    const { body } = await server.graphql('{ evaluationProtocols { id title description reproduces parameters } }');
    const protocols = body.data.evaluationProtocols as { id: string; title: string; parameters: { type: string } }[];
    expect(protocols.map((p) => p.id)).toContain('main');
    expect(new Set(protocols.map((p) => p.id)).size).toBe(protocols.length);
    for (const { title, parameters } of protocols) {
      expect(title.length).toBeGreaterThan(5);
      expect(parameters).toMatchObject({ type: 'object', additionalProperties: false });
    }
  });
});

describe('startEvaluation refuses before anything starts', () => {
  it.each([
    ['a protocol of nobody', { protocol: 'nothing' }, 'BAD_USER_INPUT'],
    ['a router of nobody', { routers: ['nobody'] }, 'UNKNOWN_ROUTER'],
    ['an import of nobody', { sources: ['nowhere'] }, 'TRAINING_DATA_INSUFFICIENT'],
    ['an import of nobody to score on', { testSources: ['nowhere'] }, 'TRAINING_DATA_INSUFFICIENT'],
    ['the same import twice', { sources: ['tickets'], testSources: ['tickets'] }, 'BAD_USER_INPUT'],
    ['folds with something to score on', { testSources: ['held'], folds: 5 }, 'BAD_USER_INPUT'],
    ['one fold', { folds: 1 }, 'BAD_USER_INPUT'],
    ['α above 1', { alphas: [0.5, 1.5] }, 'ALPHA_OUT_OF_RANGE'],
    ['λ below 0', { warmUpWeight: -0.1 }, 'WARM_UP_OUT_OF_RANGE'],
    ['parameters of nobody', { parameters: { colour: 'red' } }, 'BAD_USER_INPUT'],
    ['an empty label', { label: '' }, 'BAD_USER_INPUT'],
  ])('%s', async (_what, change, code) => {
    const before = (await server.graphql('{ jobs { id } }')).body.data.jobs.length;
    const { body } = await start({ protocol: 'main', ...change });
    expect(body.errors[0].extensions.code).toBe(code);
    expect((await server.graphql('{ jobs { id } }')).body.data.jobs).toHaveLength(before);
  });
});
