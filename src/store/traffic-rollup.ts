import { sql } from 'drizzle-orm';
import { LATENCY_BINS, latencyBin } from '../domain/latency-bins.js';
import { digestId } from './candidate-sets.js';
import type { Db } from './database.js';

const HOUR_MS = 3_600_000;
const LEVELS = [1, 24] as const;
/** Stands for null in a key; no id has a control character. */
const NONE = '\u0000';

/** What the rollup tells decisions apart by. */
export interface RollupKey {
  readonly createdAt: number;
  readonly llm: string;
  readonly router: string;
  readonly version: string;
  readonly pool: string | null;
  readonly candidates: string | null;
  readonly tags: readonly string[];
}

/** What one decision, or what was said about one, adds; a part that is absent adds nothing. */
export interface RollupValues {
  readonly decisions?: number;
  readonly abstentionOn?: number;
  readonly abstained?: number;
  readonly predictions?: number;
  readonly predictedSum?: number;
  readonly expectedUsd?: number;
  /** In the order of the candidate set. */
  readonly candidateUsd?: ArrayLike<number>;
  readonly durationMs?: number;
  readonly feedback?: number;
  readonly scores?: number;
  readonly scoreSum?: number;
  readonly thumbsUp?: number;
  readonly thumbsDown?: number;
}

const SUMS = {
  decisions: 'decisions',
  abstention_on: 'abstentionOn',
  abstained: 'abstained',
  predictions: 'predictions',
  predicted_sum: 'predictedSum',
  expected_usd: 'expectedUsd',
  feedback: 'feedback',
  scores: 'scores',
  score_sum: 'scoreSum',
  thumbs_up: 'thumbsUp',
  thumbs_down: 'thumbsDown',
} as const satisfies Record<string, keyof RollupValues>;
const COLUMNS = Object.keys(SUMS) as (keyof typeof SUMS)[];
const VALUES = Object.values(SUMS);

/** What decisions alike in all but the moment within the hour add. */
interface Group {
  readonly key: RollupKey;
  readonly hour: number;
  /** In the order of COLUMNS. */
  readonly sums: Float64Array;
  readonly candidateUsd: number[];
  readonly latency: Float64Array;
}

/** Adds up what a transaction adds to the rollup, and writes it with one statement. */
export class RollupBatch {
  readonly #groups = new Map<string, Group>();

  add(key: RollupKey, values: RollupValues): void {
    const { llm, router, version, pool, candidates, tags } = key;
    const hour = Math.floor(key.createdAt / HOUR_MS);
    const labels = tags.length === 0 ? '' : JSON.stringify(tags);
    const alike = [hour, llm, router, version, pool ?? NONE, candidates ?? NONE, labels].join('\n');
    let group = this.#groups.get(alike);
    if (!group) this.#groups.set(alike, (group = emptyGroup(key, hour)));
    for (let i = 0; i < VALUES.length; i++) {
      (group.sums[i] as number) += values[VALUES[i] as (typeof VALUES)[number]] ?? 0;
    }
    if (values.durationMs !== undefined) (group.latency[latencyBin(values.durationMs)] as number) += 1;
    if (values.candidateUsd) addTo(group.candidateUsd, values.candidateUsd);
  }

  /** In order of the key, so that transactions side by side wait for each other and never in a circle. */
  async write(tx: Db): Promise<void> {
    if (this.#groups.size === 0) return;
    const sums = COLUMNS.map((column) => `${column} = t.${column} + excluded.${column}`).join(', ');
    await tx.execute(sql`
      insert into traffic_rollup as t
      select * from json_populate_recordset(null::traffic_rollup, ${JSON.stringify(rowsOf(this.#groups.values()))}::json)
      order by per_llm, hours, tag, starts_at, key
      on conflict (per_llm, hours, tag, starts_at, key) do update set ${sql.raw(sums)},
        candidate_usd = ${sumOfArrays('candidate_usd')}, latency = case when not t.per_llm then ${sumOfArrays('latency')} end`);
  }
}

/** Element by element; a missing one counts as 0. */
const sumOfArrays = (column: string) =>
  sql.raw(
    `(select coalesce(array_agg(coalesce(x, 0) + coalesce(y, 0) order by i), '{}')
      from unnest(t.${column}, excluded.${column}) with ordinality u(x, y, i))`,
  );

type Row = Record<keyof typeof SUMS, number> & {
  readonly per_llm: boolean;
  readonly hours: number;
  readonly tag: string;
  readonly starts_at: string;
  readonly key: string;
  readonly llm: string;
  readonly router: string;
  readonly version: string;
  readonly pool: string | null;
  readonly candidates: string | null;
  readonly candidate_usd: number[];
  readonly latency: number[] | null;
};

/** Every group counts with its LLM and with all, in its hour and its day, under no tag and under each of its tags. */
function* placesOf({ key: { llm, router, version, pool, candidates, tags }, hour }: Group) {
  for (const perLlm of [false, true]) {
    const named = { llm: perLlm ? llm : '', router, version, pool, candidates };
    const key = digestId([named.llm, router, version, pool, candidates]);
    for (const hours of LEVELS) {
      const startsAt = Math.floor(hour / hours) * hours * HOUR_MS;
      for (const tag of new Set(['', ...tags])) yield { per_llm: perLlm, hours, tag, startsAt, key, ...named };
    }
  }
}

function rowsOf(groups: Iterable<Group>): Row[] {
  const rows = new Map<string, Row>();
  for (const group of groups) {
    for (const { startsAt, ...place } of placesOf(group)) {
      const at = `${place.per_llm} ${place.hours} ${startsAt} ${place.key} ${place.tag}`;
      let row = rows.get(at);
      if (!row) rows.set(at, (row = emptyRow({ ...place, starts_at: new Date(startsAt).toISOString() })));
      for (const [i, column] of COLUMNS.entries()) row[column] += group.sums[i] as number;
      addTo(row.candidate_usd, group.candidateUsd);
      if (row.latency) addTo(row.latency, group.latency);
    }
  }
  return [...rows.values()];
}

const emptyRow = (place: Omit<Row, keyof typeof SUMS | 'candidate_usd' | 'latency'>): Row => ({
  ...(Object.fromEntries(COLUMNS.map((column) => [column, 0])) as Record<keyof typeof SUMS, number>),
  ...place,
  candidate_usd: [],
  latency: place.per_llm ? null : new Array<number>(LATENCY_BINS).fill(0),
});

const emptyGroup = (key: RollupKey, hour: number): Group => ({
  key,
  hour,
  sums: new Float64Array(COLUMNS.length),
  candidateUsd: [],
  latency: new Float64Array(LATENCY_BINS),
});

/** Grows `sums` where it is shorter. */
function addTo(sums: number[], more: ArrayLike<number>): void {
  for (let j = 0; j < more.length; j++) sums[j] = (sums[j] ?? 0) + (more[j] as number);
}
