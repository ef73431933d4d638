import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { reportHtml } from '../../../../src/evaluation/render/html-report.js';
import { reportListHtml } from '../../../../src/evaluation/render/report-list.js';
import type { EvaluationReport } from '../../../../src/evaluation/report.js';
import { evaluationReport, names } from '../../../fixtures/evaluation-report.js';

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? match[0]);
const many = evaluationReport({ routers: names('router', 15), llms: names('llm', 12), tasks: names('task', 14) });
const EVIL = `</title><script>alert("1")</script>'&<img src=x onerror=alert(1)>`;

describe('the page of a report', () => {
  it('says what was found, on what, and how to get it again', () => {
    const text = reportHtml(evaluationReport(), { label: 'tickets', links: { csv: 'x.csv', json: 'x.json' } });
    for (const part of [
      'tickets: Main comparison',
      'router-0 has the highest reward',
      '4,000 to train on',
      'Tables 1 and 2',
    ])
      expect(text).toContain(part);
    for (const part of [
      'training 7',
      '95 % percentile intervals from 1000 resamples',
      'ThetaRouter 0.1.0',
      'href="x.csv"',
    ])
      expect(text).toContain(part);
  });

  it('shows every figure of a table with its interval, and the best of a column in bold', () => {
    const report = evaluationReport();
    const text = reportHtml(report);
    const rewards = report.results
      .filter((r) => !r.reference && r.alpha === 0.8)
      .map((r) => r.metrics.reward?.value ?? 0);
    for (const reward of rewards) expect(text).toContain(reward.toFixed(2));
    expect(text).toContain(`<strong class="best">${Math.max(...rewards).toFixed(2)}</strong>`);
  });

  it('keeps names as text, wherever they stand', () => {
    const report = evaluationReport({ routers: [EVIL, 'knn'], llms: [EVIL, 'b'], tasks: [EVIL, 'c'] });
    const text = reportHtml(
      { ...report, verdict: [EVIL], notes: [EVIL], parameters: { [EVIL]: EVIL } },
      { label: EVIL },
    );
    expect(text).not.toContain('<script');
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;script&gt;');
  });

  it('asks for nothing, runs nothing, and allows its one style block by hash', () => {
    const text = reportHtml(many);
    expect(text).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:|\son\w+=|\sstyle=/);
    const style = all(text, /<style>([\s\S]*?)<\/style>/g);
    expect(style).toHaveLength(1);
    const hash = createHash('sha256')
      .update(style[0] as string)
      .digest('base64');
    expect(text).toContain(`style-src &#39;sha256-${hash}&#39;`);
  });

  it('can be read without seeing it', () => {
    const text = reportHtml(many);
    const tables = all(text, /<table>[\s\S]*?<\/table>/g);
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) {
      expect(table).toContain('<caption>');
      expect(table).toContain('scope="col"');
      expect(table).toContain('scope="row"');
    }
    for (const picture of all(text, /<svg[\s\S]*?<\/svg>/g)) {
      if (picture.includes('aria-hidden="true"')) continue;
      const [title, description] = (/aria-labelledby="(\S+) (\S+)"/.exec(picture) ?? []).slice(1);
      expect(picture).toContain(`<title id="${title}">`);
      expect(picture).toContain(`<desc id="${description}">`);
    }
    const ids = all(text, /\sid="([^"]*)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    for (const anchor of all(text, /href="#([^"]*)"/g)) expect(ids).toContain(anchor);
  });

  it('gives the same bytes for the same report', () => {
    expect(reportHtml(evaluationReport())).toBe(reportHtml(evaluationReport()));
  });
});

describe('the list of reports', () => {
  const one = { href: 'evaluations/1.html', label: EVIL, protocol: 'main', createdAt: 0, data: 'd', verdict: EVIL };

  it('links each report, keeps names as text and says how many are left', () => {
    const text = reportListHtml([one, { ...one, href: 'evaluations/2.html' }], 5);
    expect(all(text, /href="(evaluations[^"]*)"/g)).toEqual(['evaluations/1.html', 'evaluations/2.html']);
    expect(text).not.toMatch(/<script|<img|<nav/);
    for (const part of ['The newest 2 of 5', '1970-01-01 00:00']) expect(text).toContain(part);
  });

  it('says how to make the first one', () => {
    expect(reportListHtml([], 0)).toContain('startEvaluation');
  });
});

describe('a report with little in it', () => {
  const report = evaluationReport();
  const curve = report.curves[0] as EvaluationReport['curves'][number];
  const point = { x: 0, y: 0, low: null, high: null, label: '' };
  const series = { name: 'one', reference: false, points: [point] };
  const cases: readonly (readonly [string, Partial<EvaluationReport>])[] = [
    [
      'nothing at all',
      { tables: [], curves: [], results: [], routers: [], comparisons: [], notes: [], verdict: [], data: [] },
    ],
    ['a curve of one point at zero', { curves: [{ ...curve, series: [series] }] }],
    ['a curve without points', { curves: [{ ...curve, series: [{ ...series, points: [] }] }] }],
    [
      'a curve of equal values',
      { curves: [{ ...curve, series: [{ ...series, points: [point, { ...point, x: 1 }] }] }] },
    ],
    ['a reliability curve', { curves: [{ ...curve, diagonal: true, series: [series] }] }],
    [
      'costs over ten orders of magnitude',
      {
        curves: [
          {
            ...curve,
            series: [
              {
                ...series,
                points: [
                  { ...point, x: 1e-6 },
                  { ...point, x: 1e4 },
                ],
              },
            ],
          },
        ],
      },
    ],
    [
      'differences without intervals',
      { comparisons: report.comparisons.map((c) => ({ ...c, difference: { value: 0, low: null, high: null } })) },
    ],
  ];

  it.each(cases)('is drawn with %s', (_what, change) => {
    const text = reportHtml({ ...report, ...change });
    expect(text).not.toMatch(/NaN|Infinity|undefined|\[object/);
    expect(text).toContain('</html>');
  });
});
