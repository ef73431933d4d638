import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.js';
import { createMeters } from '../../../src/observability/meters.js';
import { createMetricsPage } from '../../../src/observability/metrics-page.js';

const page = createMetricsPage(
  createMeters(() => systemClock.monotonic()),
  {
    build: { version: '0', commit: null, node: 'v0' },
    serving: () => ({ version: 'v', defaultRouter: 'r', routers: [] }) as never,
    embedder: () => ({ counters: () => ({ waiting: 0, batches: 0, running: 0, cacheBytes: 0 }) }) as never,
    index: () => ({ engine: 'exact', layout: 'flat', size: 0 }),
    llms: () => 0,
    jobs: () => [],
    decisionLog: () => ({ waiting: 0, written: 0, dropped: 0 }),
    database: () => ({ kind: 'embedded', open: 1, idle: 1, waiting: 0 }),
  },
);
const text = await page.text();
const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name as string, type]));
const helps = new Map([...text.matchAll(/^# HELP (\S+) (.*)$/gm)].map(([, name, help]) => [name as string, help]));
/** The names that a query may use. */
const series = new Set(
  [...types].flatMap(([name, type]) =>
    type === 'histogram' ? ['_bucket', '_sum', '_count'].map((suffix) => name + suffix) : [name],
  ),
);
const named = (queries: string) =>
  [...queries.matchAll(/\b(?:theta|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => name);

describe('the metrics', () => {
  it('are those of docs/observability.md, with type and meaning', () => {
    const rows = [
      ...readFileSync('docs/observability.md', 'utf8').matchAll(/^\| `([a-z0-9_]+)` +\| (\w+) +\| (.*?) +\|$/gm),
    ];
    const documented = Object.fromEntries(rows.map(([, name, type, help]) => [name, `${type}: ${help}`]));
    expect(documented).toEqual(
      Object.fromEntries([...types].map(([name, type]) => [name, `${type}: ${helps.get(name)}`])),
    );
  });

  it('are named by the conventions of Prometheus', () => {
    for (const [name, type] of types) {
      if (!name.startsWith('theta_')) continue;
      expect(name.endsWith('_total'), name).toBe(type === 'counter');
      expect(name, name).not.toMatch(/_(ms|millis|milliseconds|kb|mb)\b/);
      if (type === 'histogram') expect(name).toMatch(/_seconds$/);
    }
  });
});

describe('deploy/', () => {
  it('asks for metrics that exist', () => {
    const dashboard = JSON.parse(readFileSync('deploy/grafana/theta-router.json', 'utf8')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const queries = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    const alerts = [...readFileSync('deploy/prometheus/alerts.yml', 'utf8').matchAll(/expr:([\s\S]*?)\n {8}\w+:/g)];
    const asked = [...queries, ...alerts.map(([, expr]) => expr as string)].map(named);
    expect(queries.length).toBeGreaterThan(20);
    expect(alerts.length).toBeGreaterThan(10);
    for (const name of asked.flat()) expect(series, name).toContain(name);
    // `up` is Prometheus' own.
    expect(asked.filter((names) => names.length === 0)).toHaveLength(1);
  });
});
