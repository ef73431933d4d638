/**
 * Which texts the support percentile of the shipped router set calls unlike anything seen, at several thresholds, and what abstention
 * adds to a decision. `npx tsx bench/numerics/abstention.bench.ts`; docs/abstention.md has the figures.
 */
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { readCatalogueFile } from '../../src/data/catalogue-file.js';
import { queryPrivacy } from '../../src/domain/query-privacy.js';
import { systemClock } from '../../src/domain/clock.js';
import { llmId } from '../../src/domain/ids.js';
import { takeRows } from '../../src/domain/matrix.js';
import { seededRng } from '../../src/domain/random.js';
import { blobOf, readRouterSetFolder } from '../../src/jobs/router-set-folder.js';
import { createNumerics } from '../../src/numerics.js';
import { ownSimilarities, percentileOf } from '../../src/routing/explain/support.js';
import { loadRouterSet } from '../../src/routing/router-set.js';
import { createRoutingService } from '../../src/routing/routing-service.js';
import { embedTexts } from '../../src/tensor/embedder.js';
import { texts } from '../embedding/engines.js';
import { percentile } from '../lib/measure.js';
import { table } from '../lib/table.js';

const EACH = 200;
const PAIRS = 500;
const THRESHOLDS = [0.01, 0.02, 0.05, 0.1];
const folder = join(import.meta.dirname, '../../models/bootstrap');
const catalogue = await readCatalogueFile(join(folder, 'catalogue.json'));
const stored = await readRouterSetFolder(folder);
const set = await loadRouterSet(stored.manifest, blobOf(stored), catalogue, await createNumerics(readConfig({})));
const own = await ownSimilarities(set);

/** Drawn words of a language, or characters, in lines of a length; seed 7. */
const rng = seededRng(7);
const drawn = (from: readonly string[], least: number, most: number, between: string) =>
  Array.from({ length: least + rng.integer(most - least + 1) }, () => from[rng.integer(from.length)]).join(between);
const many = (make: () => string) => Array.from({ length: EACH }, make);
const sentences = (words: string, between = ' ') => many(() => drawn(words.split(' '), 8, 23, between));
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const PRINTABLE = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
const word = () => drawn(LETTERS, 3, 10, '');

const FOREIGN: Readonly<Record<string, readonly string[]>> = {
  'everyday requests in English': [
    'Can you help me rewrite this email to my landlord about the broken heating?',
    'What should I cook tonight with eggs, spinach and some leftover rice?',
    'Summarise the meeting notes below in three bullet points for my boss.',
    'My laptop does not turn on after the update, what can I do?',
    'Write a short birthday poem for my sister who loves sailing.',
    'I want to cancel my subscription and get a refund for last month.',
    'Plan a three day trip to Lisbon with two small children.',
    'Translate this sentence into polite French for a hotel.',
    'Why was my card charged twice for the same order?',
    'Give me ten names for a bakery that also sells flowers.',
    'How do I get a wine stain out of a wool carpet?',
    'Explain quantum entanglement to a ten year old.',
    'Draft a cover letter for a junior accountant position.',
    'What is the difference between a Roth IRA and a 401k?',
    'Write a regex that matches ISO dates.',
    'Fix the bug in my React component, the state does not update.',
    'Who won the world cup in 1998?',
    'Tell me a joke about penguins.',
    'Is it safe to take ibuprofen with alcohol?',
    'Compare Kant and Hume on causality.',
  ],
  'Chinese words': sentences('请 帮 我 写 一封 邮件 给 客户 说明 订单 延迟 的 原因 以及 新 交货 日期 谢谢', ''),
  'Japanese words': sentences(
    '昨日 の 会議 で 新しい 予算 について 話し合い ました が 結論 は 出ません でした 来週 また 集まり ます',
    '',
  ),
  'German words': sentences(
    'die Rechnung wurde gestern bezahlt aber der Kunde wartet noch auf seine Lieferung weil das Lager in Hamburg geschlossen war und niemand den Schlüssel hatte',
  ),
  'Spanish words': sentences(
    'la reunión de mañana se cancela porque el director está enfermo y nadie puede abrir la sala grande del edificio hasta que llegue el portero con las llaves',
  ),
  'Russian words': sentences(
    'вчера мы обсуждали новый бюджет отдела но решения так и не приняли потому что директор уехал в командировку на две недели',
  ),
  'Arabic words': sentences(
    'كتاب المدرسة الكبيرة في المدينة القديمة يذهب الطالب الى السوق مع صديقه كل يوم بعد الظهر ثم يعود',
  ),
  'one letter': [...LETTERS, ...LETTERS.map((letter) => letter.toUpperCase())],
  'random letters': many(() => Array.from({ length: 12 }, word).join(' ')),
  'random printable characters': many(() => drawn(PRINTABLE, 80, 80, '')),
  'random numbers': many(() => Array.from({ length: 15 }, () => rng.integer(100_000)).join(' ')),
  base64: many(() => Buffer.from(Array.from({ length: 90 }, () => rng.integer(256))).toString('base64')),
  SQL: many(
    () =>
      `SELECT ${word()}, COUNT(*) FROM ${word()} JOIN ${word()} USING (id) WHERE ${word()} > ${rng.integer(500)} GROUP BY 1`,
  ),
  'lines of an access log': many(
    () =>
      `10.${rng.integer(255)}.0.${rng.integer(255)} - - [${rng.integer(28)}/Nov/2026:10:01:11] "GET /${word()}/${word()}.js HTTP/1.1" 200 ${rng.integer(90_000)}`,
  ),
};

const shares = (kind: string, similarities: readonly number[]) => ({
  kind,
  n: similarities.length,
  'median similarity': percentile(similarities, 0.5).toFixed(3),
  ...Object.fromEntries(
    THRESHOLDS.map((t) => {
      const below = similarities.filter((s) => percentileOf(s, own) < t).length;
      return [`below ${t}, %`, ((100 * below) / similarities.length).toFixed(1)];
    }),
  ),
});

/** Every training query, left out of its own search. */
async function leftOut() {
  const { vectors, responses } = set.reference;
  const rows = Array.from({ length: vectors.rows }, (_, i) => i);
  const { k, ids, similarity } = await set.index.search(takeRows(vectors, rows), 2);
  const nearest = rows.map((row, q) => similarity[q * k + (ids[q * k] === row ? 1 : 0)] as number);
  const byTask = new Map<string, number[]>();
  rows.forEach((row, q) => {
    const task = responses.queries[row]?.task ?? 'none';
    byTask.set(task, [...(byTask.get(task) ?? []), nearest[q] as number]);
  });
  return [shares('training queries left out', nearest), ...[...byTask].map(([task, of]) => shares(`– ${task}`, of))];
}

const rows: Record<string, string | number>[] = await leftOut();
for (const [kind, some] of Object.entries(FOREIGN)) {
  const { k, similarity } = await set.index.search(await embedTexts(set.embedder, some), 1);
  rows.push(
    shares(
      kind,
      some.map((_, i) => similarity[i * k] as number),
    ),
  );
}
console.log(table(rows));

let made = 0;
const routing = createRoutingService(set, catalogue, {
  defaults: { alpha: 0.8, warmUpWeight: null, warmUpNeighbours: 5, maxQueryCharacters: 32_000, maxBatch: 1000 },
  clock: systemClock,
  newId: () => `id-${++made}`,
  decisionLog: { append: () => {}, flush: () => Promise.resolve() },
  texts: null,
  privacy: queryPrivacy('full'),
  abilities: [],
  later: () => {},
});
const llm = llmId(catalogue.pools.values().next().value?.llms[0] ?? '');
const abstain = { llm, below: 0.05 };
const queries = texts(4 * PAIRS, 'abstention', 20);
for (const warmUpWeight of [0, 0.2]) {
  const [off, on]: [number[], number[]] = [[], []];
  for (let i = 0; i < 2 * PAIRS; i++) {
    const query = queries[(warmUpWeight === 0 ? 0 : 2 * PAIRS) + i] as string;
    const start = performance.now();
    await routing.route({ query, warmUpWeight, abstain: i % 2 === 0 ? undefined : abstain });
    (i % 2 === 0 ? off : on).push(1000 * (performance.now() - start));
  }
  const [a, b] = [percentile(off, 0.5), percentile(on, 0.5)];
  console.log(
    `λ = ${warmUpWeight}: a decision takes ${a.toFixed(0)} µs without abstention and ${b.toFixed(0)} µs with it, at the median`,
  );
}
await routing.close();
