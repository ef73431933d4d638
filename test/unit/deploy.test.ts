import Ajv from 'ajv';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const settings = new Set(
  [...read('docs/reference/configuration.md').matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name),
);
const CHART = 'deploy/helm/theta-router';
const templates = readdirSync(join(ROOT, CHART, 'templates'));

/** Of the image's Node or of PostgreSQL's image, not settings of ours. */
const OTHERS = /^(NODE_ENV|POSTGRES_(USER|DB|PASSWORD)|THETA_PORT)$/;
/** Every name in capitals that a file sets or asks for. */
const named = (text: string) =>
  [...text.matchAll(/\b(?:THETA_[A-Z_]+|DATABASE_URL|PORT|NODE_ENV|POSTGRES_[A-Z]+)\b/g)].map(([name]) => name);

describe('files of deployments', () => {
  const files = [
    ...['Dockerfile', 'compose.yaml', 'deploy/systemd/theta-router.service', 'deploy/systemd/environment.example'],
    ...[join(CHART, 'values.yaml'), join(CHART, 'values.schema.json')],
    ...templates.map((name) => join(CHART, 'templates', name)),
    'docs/deployment.md',
  ];
  it.each(files)('%s names settings that exist', (file) => {
    const unknown = named(read(file)).filter((name) => !settings.has(name) && !OTHERS.test(name));
    expect(unknown).toEqual([]);
  });

  it('probe paths that the server has', () => {
    const routes = [...read('src/server/http/health.ts').matchAll(/app\.get\('(\/[a-z]+)'/g)].map(([, path]) => path);
    expect(routes).toEqual(expect.arrayContaining(['/healthz', '/readyz']));
    const probed = ['Dockerfile', ...templates.map((name) => join(CHART, 'templates', name))].flatMap((file) =>
      [...read(file).matchAll(/(?:path: |\}?)(\/(?:healthz|readyz|[a-z]+z))\b/g)].map(([, path]) => path),
    );
    expect(probed.length).toBeGreaterThanOrEqual(4);
    for (const path of probed) expect(routes).toContain(path);
  });
});

describe('Dockerfile', () => {
  const text = read('Dockerfile');
  const ignored = read('.dockerignore').split('\n');

  it('copies what is there, is let in, and is all that runs', () => {
    const copied = [...text.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, words]) =>
      (words as string).split(' ').slice(0, -1),
    );
    expect(copied).toEqual(expect.arrayContaining(['package.json', 'src', 'web', 'migrations', 'models']));
    for (const source of copied) {
      expect(existsSync(join(ROOT, source)), source).toBe(true);
      expect(ignored, source).toContain(`!${source}`);
    }
    const { files } = JSON.parse(read('package.json')) as { files: string[] };
    const needed = files.filter((file) => /^(dist|web\/dist|migrations|models)$/.test(file));
    expect(needed).toHaveLength(4);
    for (const file of needed) expect(text).toMatch(new RegExp(`^COPY (--from=build /app/)?${file} `, 'm'));
  });

  it('runs as nobody in particular, with the Node that the package asks for', () => {
    expect(text.slice(text.lastIndexOf('FROM '))).toMatch(/^USER node$/m);
    const [, major] = /ARG NODE=(\d+)/.exec(text) ?? [];
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    expect(Number(major)).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines.node)?.[0]));
  });
});

describe('compose.yaml', () => {
  interface Service {
    readonly image?: string;
    readonly command?: string[];
    readonly depends_on?: Record<string, { condition: string }>;
    readonly volumes?: string[];
    readonly healthcheck?: object;
    readonly environment?: Record<string, string>;
    readonly deploy?: { replicas: number };
  }
  const compose = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, Service>;
    volumes: object;
  };

  it('mounts, waits for and keeps what exists', () => {
    const { theta, worker, postgres } = compose.services;
    expect(theta?.deploy?.replicas).toBe(2);
    expect(worker?.command).toEqual(['worker']);
    expect(theta?.environment?.['DATABASE_URL']).toContain('@postgres:5432/theta');
    expect(postgres?.healthcheck).toBeDefined();
    for (const [name, service] of Object.entries(compose.services)) {
      for (const other of Object.keys(service.depends_on ?? {}))
        expect(Object.keys(compose.services), name).toContain(other);
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('./')) expect(existsSync(join(ROOT, source)), source).toBe(true);
        else if (!source.startsWith('/')) expect(Object.keys(compose.volumes)).toContain(source);
      }
    }
  });

  it('has a proxy and a Prometheus that know the servers', () => {
    expect(read('deploy/compose/nginx.conf')).toContain('http://theta:4400');
    const prometheus = parse(read('deploy/compose/prometheus.yml')) as {
      scrape_configs: { dns_sd_configs: { names: string[]; port: number }[] }[];
    };
    const [{ names, port }] = prometheus.scrape_configs[0]?.dns_sd_configs as [{ names: string[]; port: number }];
    expect(names).toEqual(['theta']);
    expect(String(port)).toBe(compose.services['theta']?.environment?.['THETA_METRICS_PORT']);
    for (const file of ['grafana/datasource.yml', 'grafana/dashboards.yml'])
      expect(parse(read('deploy/compose', file)), file).toBeTypeOf('object');
  });
});

describe('the Helm chart', () => {
  const values = parse(read(CHART, 'values.yaml')) as Record<string, unknown>;
  const schema = JSON.parse(read(CHART, 'values.schema.json')) as { properties: Record<string, unknown> };
  const validate = new Ajv().compile(schema);

  it('has values that its schema accepts, each of them, and refuses others', () => {
    expect(validate(values), JSON.stringify(validate.errors)).toBe(true);
    for (const key of Object.keys(values)) expect(Object.keys(schema.properties)).toContain(key);
    for (const wrong of [
      { replicas: 0 },
      { replica: 2 },
      { settings: { DATABASE_URL: 'x' } },
      { settings: { THETA_MAX_BATCH: 5 } },
    ])
      expect(validate({ ...values, ...wrong }), JSON.stringify(wrong)).toBe(false);
  });

  it('uses in its templates only values and helpers that exist, and closes what it opens', () => {
    const helpers = new Set(
      [...read(CHART, 'templates/_helpers.tpl').matchAll(/define "([^"]+)"/g)].map(([, name]) => name),
    );
    for (const name of templates) {
      const text = read(CHART, 'templates', name);
      for (const [, path] of text.matchAll(/\.Values\.([A-Za-z.]+)/g)) {
        const found = (path as string)
          .split('.')
          .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], values);
        expect(found, `${name}: ${path}`).toBeDefined();
      }
      for (const [, helper] of text.matchAll(/include "([^"]+)"/g)) expect(helpers, name).toContain(helper);
      const count = (pattern: RegExp) => [...text.matchAll(pattern)].length;
      expect(count(/\{\{-? *(if|with|range|define)\b/g), name).toBe(count(/\{\{-? *end\b/g));
      expect(count(/\{\{/g), name).toBe(count(/\}\}/g));
    }
  });

  it('is of this release, and gives a server longer to end than it drains', () => {
    const chart = parse(read(CHART, 'Chart.yaml')) as { appVersion: string };
    expect(chart.appVersion).toBe((JSON.parse(read('package.json')) as { version: string }).version);
    expect(values['terminationGracePeriodSeconds']).toBeGreaterThan((values['drainSeconds'] as number) + 15);
  });
});

it('the package of the client has the version of the release', () => {
  const version = (path: string) => (JSON.parse(read(path)) as { version: string }).version;
  expect(version('packages/client/package.json')).toBe(version('package.json'));
});
