import type { LlmId } from '../../domain/ids.js';
import type { Known, KnownPreference, KnownScore } from '../evidence/source.js';
import type { Drifted } from './forgetting.js';
import { retention } from './forgetting.js';
import type { FeedbackSettings } from './settings.js';
import type { Statement } from './statement.js';

/** A statement with how much it counts. */
export interface Weighed {
  readonly statement: Statement;
  /** Before and after the limit of influence; both 0 or more. */
  readonly asked: number;
  readonly weight: number;
}

export interface WeighedFeedback extends Known {
  readonly statements: readonly Weighed[];
  /** Statements that count for nothing: replaced by a later one of the same reporter, or beyond those that count of one reporter. */
  readonly replaced: number;
  readonly beyond: number;
}

/** Weights below it change nothing and are left out. */
const LEAST_WEIGHT = 1e-3;

/**
 * What statements say of LLMs. Pure: the same statements, in any order, give the same evidence.
 *
 * - Of one reporter on one decision the latest statement counts (one about the answer, one preference), and the newest `perReporter`.
 * - A statement weighs 1 (score) or `opinionWeight`, times what is not forgotten.
 * - The statements of one reporter that speak of an LLM are scaled down together to a total of `influence`, so nobody can move an LLM by
 *   repetition; a comparison speaks of both its LLMs.
 * - Several reporters on one answer are averaged: y is their weighted mean, and its weight the largest of theirs, since it stays one answer.
 */
export function weighFeedback(
  statements: readonly Statement[],
  settings: FeedbackSettings,
  now: number,
  drifted: Drifted,
): WeighedFeedback {
  const latest = latestOnly([...statements].sort(newestFirst));
  const counted = newestOf(latest, settings.perReporter);
  const asked = counted.map((statement) => askedWeight(statement, settings, now, drifted));
  const scales = influenceScales(counted, asked, settings);
  const weighed = counted.map((statement, i) => ({
    statement,
    asked: asked[i] as number,
    weight: (asked[i] as number) * Math.min(...llmsOf(statement).map((llm) => scales.get(cell(statement, llm)) ?? 1)),
  }));
  return {
    statements: weighed,
    replaced: statements.length - latest.length,
    beyond: latest.length - counted.length,
    ...averaged(weighed),
    changed: new Map([...drifted.keys()].map((llm) => [llm, settings.driftAnswers])),
  };
}

/** The LLMs that a statement speaks of. */
export const llmsOf = ({ llm, preferred }: Statement): readonly LlmId[] => (preferred ? [llm, preferred.llm] : [llm]);

const cell = ({ reporter }: Statement, llm: LlmId): string => JSON.stringify([reporter, llm]);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const newestFirst = (a: Statement, b: Statement): number =>
  b.at - a.at || order(a.decision, b.decision) || order(a.reporter, b.reporter) || order(a.kind, b.kind);

function latestOnly(newest: readonly Statement[]): Statement[] {
  const seen = new Set<string>();
  return newest.filter(({ reporter, decision, kind }) => {
    const key = JSON.stringify([reporter, decision, kind === 'preference']);
    return !seen.has(key) && seen.add(key);
  });
}

function newestOf(newest: readonly Statement[], most: number): Statement[] {
  const counts = new Map<string, number>();
  return newest.filter(({ reporter }) => {
    const n = (counts.get(reporter) ?? 0) + 1;
    counts.set(reporter, n);
    return n <= most;
  });
}

function askedWeight(statement: Statement, settings: FeedbackSettings, now: number, drifted: Drifted): number {
  const base = statement.kind === 'score' ? 1 : settings.opinionWeight;
  return base * retention(settings, statement.at, now, llmsOf(statement), drifted);
}

/** By reporter and LLM: what brings their total down to the limit. */
function influenceScales(
  statements: readonly Statement[],
  asked: readonly number[],
  { influence, trusted }: FeedbackSettings,
): Map<string, number> {
  const totals = new Map<string, number>();
  statements.forEach((statement, i) => {
    if (trusted.includes(statement.reporter)) return;
    for (const llm of llmsOf(statement)) {
      const key = cell(statement, llm);
      totals.set(key, (totals.get(key) ?? 0) + (asked[i] as number));
    }
  });
  return new Map([...totals].map(([key, total]) => [key, Math.min(1, influence / total)]));
}

function averaged(weighed: readonly Weighed[]): Known {
  const byDecision = new Map<string, Weighed[]>();
  for (const one of weighed) {
    if (one.weight < LEAST_WEIGHT) continue;
    const key = JSON.stringify([one.statement.decision, one.statement.kind === 'preference']);
    const same = byDecision.get(key);
    if (same) same.push(one);
    else byDecision.set(key, [one]);
  }
  const scores: KnownScore[] = [];
  const preferences: KnownPreference[] = [];
  for (const group of byDecision.values()) {
    if (group[0]?.statement.kind === 'preference') preferences.push(...comparisons(group));
    else scores.push(answer(group));
  }
  return { scores, preferences };
}

function answer(group: readonly Weighed[]): KnownScore {
  const { query, llm } = (group[0] as Weighed).statement;
  const total = sum(group);
  const performance = group.reduce((y, one) => y + (one.weight / total) * (one.statement.performance as number), 0);
  return { query, llm, performance: Math.min(1, performance), weight: largest(group) };
}

/** One for each LLM that somebody preferred; together they weigh as one comparison. */
function comparisons(group: readonly Weighed[]): KnownPreference[] {
  const total = sum(group);
  const winners = new Set(group.map(({ statement }) => statement.preferred?.llm as LlmId));
  return [...winners].map((winner) => {
    const own = group.filter(({ statement }) => statement.preferred?.llm === winner);
    const { query, llm } = (own[0] as Weighed).statement;
    return { query, winner, loser: llm, weight: (largest(group) * sum(own)) / total };
  });
}

const sum = (group: readonly Weighed[]): number => group.reduce((total, { weight }) => total + weight, 0);
const largest = (group: readonly Weighed[]): number => Math.max(...group.map(({ weight }) => weight));
