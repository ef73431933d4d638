/**
 * What registering an LLM and learning from its answers take on the shipped router set and the embedded database, and how long one request of
 * `route` takes, as the unit of the ratios. `npm run bench:cold-start`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { llmId } from '../../src/domain/ids.js';
import { seededRng } from '../../src/domain/random.js';
import { openDatabase } from '../../src/open-database.js';
import { openProduct } from '../../src/product.js';
import { scoredQueries } from '../../test/fixtures/scored-queries.js';
import type { Spent } from '../lib/measure.js';
import { spent } from '../lib/measure.js';
import { table } from '../lib/table.js';
import { runTheta } from '../../test/fixtures/run-theta.js';

const ROUNDS = 5;
const ANSWERS = 100;
const UNKNOWN = { cost: Number.NaN, inputTokens: Number.NaN, outputTokens: Number.NaN };
const folder = await mkdtemp(join(tmpdir(), 'theta-bench-'));
const file = join(folder, 'queries.jsonl');
await writeFile(file, scoredQueries(ROUNDS * ANSWERS, 1, ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it']));
const imported = await runTheta(folder, ['import', file]);
if (imported.code !== 0) throw new Error(imported.notes);

const logger = pino({ level: 'warn' }, pino.destination(2));
const config = { ...readConfig({}), dataFolder: join(folder, 'data') };
const product = await openProduct(config, logger, openDatabase(config, logger));
const { services } = product;
try {
  const rng = seededRng(3);
  const routed: Spent[] = [];
  for (let r = 0; r < 20; r++) routed.push(await spent(() => services.routing.route({ query: `add apples ${r}?` })));
  const kinds = new Map<string, Spent[]>();
  const note = (kind: string, one: Spent) => kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  for (let r = 0; r < ROUNDS; r++) {
    const llm = llmId(`newcomer-${r}`);
    const profile = 'A small instruction-tuned LLM for chat, arithmetic and short answers.';
    const facts = { id: llm, developer: 'Example', family: 'Example 2', sizeBillions: 9, profile };
    note('register', await spent(() => services.registry.register([facts])));
    const before = await services.coldStart.anchorQueries({
      llm,
      count: ANSWERS,
      selection: 'STRATIFIED',
      tasks: [],
      withReferences: false,
      sources: [],
      seed: r,
    });
    const responses = before.map(({ id }) => ({ query: id, performance: rng.integer(2), ...UNKNOWN }));
    note(
      `learn from ${ANSWERS} answers`,
      await spent(() => services.coldStart.submitResponses({ llm, responses, serve: true })),
    );
  }
  const median = (all: readonly Spent[], of: keyof Spent) =>
    all.map((s) => s[of]).sort((a, b) => a - b)[Math.floor(all.length / 2)] as number;
  const unit = median(routed, 'wallMs');
  kinds.set('route one query', routed);
  const rows = [...kinds].map(([what, all]) => ({
    what,
    'ms, median': Number(median(all, 'wallMs').toFixed(0)),
    'ms of processor': Number(median(all, 'cpuMs').toFixed(0)),
    'ratio to one route': Number((median(all, 'wallMs') / unit).toFixed(0)),
  }));
  console.log(table(rows));
} finally {
  await product.close();
  await rm(folder, { recursive: true, force: true });
}
