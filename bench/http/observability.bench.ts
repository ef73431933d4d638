// What metrics and traces cost a slim decision over HTTP: server CPU per request of servers with and without them, in
// interleaved rounds, with texts that never come twice. Needs Linux (/proc) and `npm run build:server`.
//   npx tsx bench/http/observability.bench.ts [--rounds 7] [--seconds 2] [--json]
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { seededRng } from '../../src/domain/random.js';
import { table } from '../lib/table.js';
import type { ChildServer } from './child.js';
import { startChild } from './child.js';
import type { Round } from './load.js';
import { load } from './load.js';
import { SCENARIOS, requestBody } from './scenarios.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
});
const collector = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
}).listen(0, '127.0.0.1');
await once(collector, 'listening');
const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
const VARIANTS: Readonly<Record<string, Record<string, string>>> = {
  'nothing watched': { THETA_METRICS: 'off' },
  metrics: {},
  'metrics, 1 % traced': { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, THETA_TRACES_SAMPLE: '0.01' },
  'metrics, all traced': { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint },
};
const folder = mkdtempSync(join(tmpdir(), 'theta-bench-'));
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const rng = seededRng(Date.now());
const slim = SCENARIOS.find(({ name }) => name === 'slim') as (typeof SCENARIOS)[number];
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
interface Variant {
  readonly name: string;
  readonly server: ChildServer;
  readonly rounds: Round[];
}
const servers: Variant[] = [];
for (const [name, env] of Object.entries(VARIANTS)) {
  const data = join(folder, String(servers.length));
  servers.push({
    name,
    server: await startChild([main], { PORT: '0', THETA_DATA: data, ...env }),
    rounds: [] as Round[],
  });
}
try {
  const run = (server: ChildServer, atLeast = 0) =>
    load(server, agent, () => requestBody(slim, rng), { seconds: Number(values.seconds), atLeast, concurrency: 16 });
  for (const { server } of servers) await run(server, 8000);
  for (let r = 0; r < Number(values.rounds); r++)
    for (const { server, rounds } of servers) rounds.push(await run(server));
} finally {
  await Promise.all(servers.map(({ server }) => server.stop()));
  agent.destroy();
  collector.close();
  rmSync(folder, { recursive: true, force: true });
}
// Minima over the rounds: other processes only ever add.
const least = servers.map(({ name, rounds }) => ({
  name,
  cpu: Math.min(...rounds.map((round) => round.cpuPerRequest)),
}));
const base = least[0]?.cpu as number;
const rows = least.map(({ name, cpu }) => ({
  server: name,
  'CPU µs / request': Math.round(cpu),
  'more µs': Math.round(cpu - base),
  ratio: Math.round((100 * cpu) / base) / 100,
}));
console.log(values.json ? JSON.stringify(rows, null, 2) : table(rows));
