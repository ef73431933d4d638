import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { reportCsv } from '../../../../src/evaluation/render/csv.js';
import { SHAPE, evaluationReport } from '../../../fixtures/evaluation-report.js';

type Row = Readonly<Record<string, string>>;
const read = (text: string) => parse<Row>(text, { columns: true, record_delimiter: '\r\n' });

describe('the CSV of a report', () => {
  it('has every figure once, with its interval to the last digit', () => {
    const report = evaluationReport();
    const rows = read(reportCsv(report));
    const keys = rows.map((r) => [r['data'], r['variant'], r['router'], r['alpha'], r['metric']].join('|'));
    expect(new Set(keys).size).toBe(rows.length);
    const result = report.results.find((r) => r.router === 'router-1' && r.alpha === 0.2);
    const reward = rows.find((r) => r['router'] === 'router-1' && r['alpha'] === '0.2' && r['metric'] === 'reward');
    expect(reward).toMatchObject({ protocol: 'main', data: 'test', n: '1000', seed: '7' });
    const figures = [reward?.['value'], reward?.['low'], reward?.['high']].map(Number);
    expect(figures).toEqual([result?.metrics.reward?.value, result?.metrics.reward?.low, result?.metrics.reward?.high]);
  });

  it('leaves α empty where a figure does not depend on it, and counts the pairs behind predictions', () => {
    const auc = read(reportCsv(evaluationReport())).filter((r) => r['metric'] === 'auc');
    expect(auc.map((r) => r['router'])).toEqual(SHAPE.routers);
    expect(auc.map((r) => [r['alpha'], r['n']])).toEqual(SHAPE.routers.map(() => ['', String(936)]));
  });

  it('writes shares and tasks, and quotes names as RFC 4180 says', () => {
    const llms = ['plain', 'a "quoted", name', 'two\r\nlines'];
    const text = reportCsv(evaluationReport({ llms, tasks: ['gsm8k', 'x,y'] }));
    const rows = read(text).filter((r) => r['router'] === 'router-0' && r['alpha'] === '0.8');
    const metrics = rows.map((r) => r['metric']);
    expect(metrics).toEqual(expect.arrayContaining([...llms.map((llm) => `share/${llm}`), 'performance/x,y']));
    const shares = rows.filter((r) => r['metric']?.startsWith('share/')).map((r) => Number(r['value']));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(text).toContain('"share/a ""quoted"", name"');
    expect(rows.find((r) => r['metric'] === 'performance/x,y')).toMatchObject({ n: '500', low: '', high: '' });
  });
});
