// Decisions over HTTP: server CPU per request as a ratio to a bare node:http server that returns the same bytes, in
// interleaved rounds, with texts that never come twice. Needs Linux (/proc) and `npm run build:server`.
//   npx tsx bench/http/http.bench.ts [--rounds 5] [--seconds 2] [--only NAME] [--json]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { seededRng } from '../../src/domain/random.js';
import { percentile } from '../lib/measure.js';
import { table } from '../lib/table.js';
import type { ChildServer } from './child.js';
import { startChild } from './child.js';
import type { Round } from './load.js';
import { load, post } from './load.js';
import type { Scenario } from './scenarios.js';
import { SCENARIOS, requestBody } from './scenarios.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const CONCURRENCY = { single: 16, batch: 4 };
const WARM_UP = { single: 8000, batch: 100 };

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'theta-bench-'));
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const rng = seededRng(Date.now());
const theta = await startChild([here('../../dist/main.js')], { PORT: '0', THETA_DATA: join(folder, 'data') });
const rows = [];
try {
  for (const scenario of SCENARIOS.filter(({ name }) => name.includes(values.only))) rows.push(await measure(scenario));
} finally {
  await theta.stop();
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}
console.log(values.json ? JSON.stringify(rows, null, 2) : table(rows));

async function measure(scenario: Scenario) {
  const body = () => requestBody(scenario, rng);
  const file = join(folder, 'answer.json');
  writeFileSync(file, await post(theta.url, agent, body()));
  const bare = await startChild([here('./bare-server.mjs'), file]);
  const kind = scenario.decisions <= 1 ? 'single' : 'batch';
  const run = (server: ChildServer, atLeast = 0) =>
    load(server, agent, body, { seconds, atLeast, concurrency: CONCURRENCY[kind] });
  try {
    await run(theta, WARM_UP[kind]);
    await run(bare, WARM_UP[kind]);
    const ours: Round[] = [];
    const base: Round[] = [];
    for (let r = 0; r < rounds; r++) {
      ours.push(await run(theta));
      base.push(await run(bare));
    }
    return summary(scenario, ours, base);
  } finally {
    await bare.stop();
  }
}

/** Minima over the rounds for CPU: other processes only ever add. */
function summary(scenario: Scenario, ours: readonly Round[], base: readonly Round[]) {
  const least = (all: readonly Round[], of: (round: Round) => number) => Math.min(...all.map(of));
  const cpu = least(ours, (round) => round.cpuPerRequest);
  const main = least(ours, (round) => round.mainPerRequest);
  const bareCpu = least(base, (round) => round.cpuPerRequest);
  const latencies = ours.flatMap((round) => round.latenciesMs);
  const perCore = (scenario.decisions * 1e6) / cpu;
  const { maxRatio, minPerCore } = scenario;
  const met = (maxRatio === null || cpu / bareCpu <= maxRatio) && (minPerCore === null || perCore >= minPerCore);
  return {
    scenario: scenario.name,
    'decisions/s': Math.round(Math.max(...ours.map((round) => (round.requests * scenario.decisions) / round.seconds))),
    'p50 ms': round2(percentile(latencies, 0.5)),
    'p99 ms': round2(percentile(latencies, 0.99)),
    'CPU µs': Math.round(cpu),
    'main thread µs': Math.round(main),
    'bare µs': Math.round(bareCpu),
    ratio: round2(cpu / bareCpu),
    'main ratio': round2(main / bareCpu),
    'decisions/s/core': Math.round(perCore),
    bar: maxRatio === null ? (minPerCore === null ? '' : `≥ ${minPerCore}/core`) : `≤ ${maxRatio} ×`,
    met: maxRatio === null && minPerCore === null ? '' : met ? 'yes' : 'NO',
  };
}

function round2(x: number): number {
  return Math.round(x * 100) / 100;
}
