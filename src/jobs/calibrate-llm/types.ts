import type { AnchorResponse, AnchorSelection } from '../../calibration/types.js';
import type { Grade, GraderId } from '../../calibration/graders/contract.js';
import type { Completion } from '../chat/types.js';
import type { Journal } from './journal.js';

/** A stored query to ask, with what is known of its right answers. */
export interface OfferedQuery {
  readonly id: string;
  readonly text: string;
  readonly task: string | null;
  /** Right answers; null where none are known. */
  readonly references: readonly string[] | null;
  /** How they are compared with; null leaves it to the task. */
  readonly grader: GraderId | null;
}

/** An offered query that can be graded. */
export interface GradableQuery extends OfferedQuery {
  readonly references: readonly string[];
  readonly grader: GraderId;
}

/** What the LLM made of a query, as the journal keeps it until it is submitted. */
export interface Answer {
  readonly query: OfferedQuery;
  readonly completion: string;
  /** Null where the service did not count. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** Whether it ended at the limit of tokens. */
  readonly cutOff: boolean;
}

export interface CalibrateRequest {
  /** Answers at which the run ends, at least 1; those of a run that it continues count. */
  readonly count: number;
  /** Answers between two submissions, at least 1. */
  readonly batch: number;
  /** Queries asked at the same time, at least 1. */
  readonly concurrency: number;
  /** Null: stratified at first, then adaptive where a router has a posterior of θ. */
  readonly selection: AnchorSelection | null;
  /** Whether the advice that more answers would change no decision ends the run. */
  readonly stopEarly: boolean;
  /** Of every query, whatever its import or task says; null leaves it to them. */
  readonly grader: GraderId | null;
}

/** Where the calibration stands after a submission. */
export interface Standing {
  readonly status: string;
  readonly responses: number;
  readonly advice: { readonly stop: boolean; readonly reason: string } | null;
}

export interface RunProgress {
  readonly answered: number;
  /** Answers at which the run ends. */
  readonly total: number;
  /** Queries that were given up. */
  readonly failed: number;
}

export interface CalibratePorts<S extends Standing> {
  /** Queries that the LLM has not answered; the first k of n are those that k would give. Fewer where fewer are left. */
  readonly anchors: (wanted: {
    readonly count: number;
    readonly selection: AnchorSelection;
  }) => Promise<readonly OfferedQuery[]>;
  /** Throws LLM_UNAVAILABLE after retries of its own; CANCELLED. */
  readonly ask: (query: string, signal: AbortSignal) => Promise<Completion>;
  readonly graders: {
    readonly available: readonly GraderId[];
    readonly grade: (query: GradableQuery, completion: string, signal: AbortSignal) => Promise<Grade>;
  };
  /** May be given the same answers twice. */
  readonly submit: (responses: readonly AnchorResponse[]) => Promise<S>;
  readonly journal: Journal;
  readonly onProgress: (progress: RunProgress) => void;
  /** After each submission. */
  readonly onStanding: (standing: S) => void;
  /** A line for people. */
  readonly note: (line: string) => void;
}

export interface CalibrateOutcome<S extends Standing> {
  /** ADVISED: more answers would change no decision. COUNT: as many as wanted. EXHAUSTED: no query is left that could be asked and graded. */
  readonly end: 'ADVISED' | 'COUNT' | 'EXHAUSTED';
  /** Answers of this calibration, those of runs that it continued included. */
  readonly answered: number;
  /** Queries that this run gave up. */
  readonly failed: number;
  /** Answers that ended at the limit of tokens. */
  readonly cutOff: number;
  /** Queries that could not be graded and were not asked, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Null where nothing was submitted. */
  readonly standing: S | null;
}
