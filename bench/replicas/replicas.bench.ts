// Throughput of slim decisions of one server and of two on one PostgreSQL, in interleaved rounds, with texts that never come twice.
// Each server is pinned to a processor of its own where `taskset` is there; load generator and PostgreSQL take what is left. Needs Linux,
// `npm run build:server` and a database that is empty: it is filled with decisions.
//   DATABASE_URL=postgres://… npx tsx bench/replicas/replicas.bench.ts [--rounds 5] [--seconds 5] [--json]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { seededRng } from '../../src/domain/random.js';
import { percentile } from '../lib/measure.js';
import { table } from '../lib/table.js';
import type { ChildServer } from '../http/child.js';
import { startChild } from '../http/child.js';
import { post } from '../http/load.js';
import type { Scenario } from '../http/scenarios.js';
import { SCENARIOS, requestBody } from '../http/scenarios.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const url = process.env['DATABASE_URL'];
if (url === undefined) throw new Error('DATABASE_URL: expected an empty PostgreSQL database, got nothing.');

const TARGET = 1.7;
const CONNECTIONS = 16;
const WARM_UP_SECONDS = 8;
const scenario = SCENARIOS.find(({ name }) => name === 'slim') as Scenario;
const agent = new Agent({ keepAlive: true, maxSockets: 4 * CONNECTIONS });
const rng = seededRng(Date.now());
const folder = mkdtempSync(join(tmpdir(), 'theta-bench-'));
const pins = spawnSync('taskset', ['--version']).status === 0;
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const servers: ChildServer[] = [];

/** Decisions a second of these servers together, asked in turn. */
async function round(
  asked: readonly ChildServer[],
  seconds: number,
): Promise<{ readonly perSecond: number; readonly cpu: number }> {
  const cpu = () => asked.reduce((sum, server) => sum + server.cpu().process, 0);
  const before = cpu();
  const start = performance.now();
  const end = start + seconds * 1000;
  let answered = 0;
  let turn = 0;
  const client = async () => {
    while (performance.now() < end) {
      await post((asked[turn++ % asked.length] as ChildServer).url, agent, requestBody(scenario, rng));
      answered++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS * asked.length }, client));
  const took = (performance.now() - start) / 1000;
  return { perSecond: answered / took, cpu: (cpu() - before) / 1e6 / took };
}

/** Runs the server, on a processor of its own where that can be said. */
async function start(i: number): Promise<ChildServer> {
  const server = await startChild([main], { PORT: '0', DATABASE_URL: url, THETA_DATA: join(folder, String(i)) });
  // All of its threads.
  if (pins) spawnSync('taskset', ['-acp', String(i % availableParallelism()), String(server.pid)]);
  return server;
}

try {
  for (const i of [0, 1]) servers.push(await start(i));
  await round(servers, WARM_UP_SECONDS);
  const one: { perSecond: number; cpu: number }[] = [];
  const two: typeof one = [];
  for (let r = 0; r < Number(values.rounds); r++) {
    one.push(await round(servers.slice(r % 2, (r % 2) + 1), Number(values.seconds)));
    two.push(await round(servers, Number(values.seconds)));
  }
  const middle = (rounds: typeof one, of: 'perSecond' | 'cpu') =>
    percentile(
      rounds.map((each) => each[of]),
      0.5,
    );
  const row = (name: string, rounds: typeof one) => ({
    servers: name,
    'decisions/s': Math.round(middle(rounds, 'perSecond')),
    'CPUs that the servers used': Number(middle(rounds, 'cpu').toFixed(2)),
  });
  const ratio = middle(two, 'perSecond') / middle(one, 'perSecond');
  const machine = {
    processors: availableParallelism(),
    pinned: pins,
    load: Number((loadavg()[0] as number).toFixed(2)),
    ratio: Number(ratio.toFixed(2)),
    target: TARGET,
  };
  const rows = [row('one', one), row('two', two)];
  if (values.json) console.log(JSON.stringify({ machine, rows }, null, 2));
  else console.log(`${table(rows)}\n\nratio ${machine.ratio} × (target ${TARGET} ×); ${JSON.stringify(machine)}`);
  if (ratio < TARGET && availableParallelism() < 4) {
    console.log(
      'Two servers, the load generator and PostgreSQL share fewer than four processors: the ratio is bounded by them.',
    );
  }
} finally {
  for (const server of servers) await server.stop();
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}
