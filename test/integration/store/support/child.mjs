// A server process in small, on the compiled store: child.mjs <data folder> <migrations folder> <work>
import process from 'node:process';
import { openStore } from '../../../../dist/store/open-store.js';

const [dataFolder, migrationsFolder, work] = process.argv.slice(2);
const say = (line) => process.stdout.write(`${line}\n`);

try {
  const store = await openStore({ dataFolder, migrationsFolder, poolSize: 1 });
  say('open');
  if (work === 'insert') {
    // Says every record's number once the database has acknowledged it, until it is killed.
    const log = store.decisionLog({ batch: 50, delayMs: 0, limit: 1e6, onDrop: (count) => say(`dropped ${count}`) });
    for (let n = 0; ;) {
      const size = 1 + (n % 97);
      for (let i = 0; i < size; i++, n++) log.append(decision(n));
      await log.flush();
      say(`acknowledged ${n}`);
    }
  }
  // Keeps the folder until its standard input ends, then shows that it was not harmed.
  for await (const _ of process.stdin);
  const log = store.decisionLog({ batch: 10, delayMs: 0, limit: 10, onDrop: () => say('dropped') });
  log.append(decision(1));
  await store.close();
  say('closed');
} catch (error) {
  say(`failed ${error.code} ${error.message}`);
  process.exitCode = 1;
}

function decision(n) {
  return {
    id: `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
    createdAt: n,
    query: `query ${n} `.repeat(20),
    queryHash: String(n),
    router: 'mirt',
    version: 'v1',
    pool: 'default',
    alpha: 0.8,
    warmUpWeight: 0,
    llm: 'alpha',
    ranking: {
      llms: ['alpha'],
      score: Float32Array.of(0.3),
      predictedPerformance: Float32Array.of(0.5),
      preference: null,
      cost: Float32Array.of(0.5),
    },
    durationMs: n,
    tags: [],
  };
}
