import { ThetaError } from '../../domain/errors.js';
import { choice, referenceLetter } from './choice/index.js';
import { optionsOf } from './choice/options.js';
import { gradedByCommand } from './code.js';
import { contains } from './contains.js';
import type { Grade, GradeInput, GradeOptions, GraderId, TextGrader, TextGraderId } from './contract.js';
import { exact } from './exact.js';
import { f1 } from './f1.js';
import type { Judge } from './judge.js';
import { judged } from './judge.js';
import { numeric, referenceNumber } from './numeric/index.js';
import type { RunCommand } from './run-command.js';

/** The graders that only read text: safe for completions and references from anybody. */
export const TEXT_GRADERS: Readonly<Record<TextGraderId, TextGrader>> = Object.freeze({
  exact,
  f1,
  contains,
  choice,
  numeric,
});

/** What an operator set up. Never from a caller of the API: a command is the operator's own, and a judge costs money. */
export interface GraderSetup {
  readonly command?: RunCommand | null | undefined;
  readonly judge?: Judge | null | undefined;
}

export interface Graders {
  readonly available: readonly GraderId[];
  /** Throws GRADER_UNAVAILABLE, GRADER_FAILED, REFERENCE_INVALID, CANCELLED. */
  grade(id: GraderId, input: GradeInput, options: GradeOptions, signal: AbortSignal): Promise<Grade>;
}

export function createGraders({ command, judge }: GraderSetup = {}): Graders {
  return {
    available: [
      ...(Object.keys(TEXT_GRADERS) as TextGraderId[]),
      ...(command ? ['code' as const] : []),
      ...(judge ? ['judge' as const] : []),
    ],
    async grade(id, input, options, signal) {
      if (input.references.length === 0) {
        throw new ThetaError('REFERENCE_INVALID', 'There is no reference to grade against.', {
          hint: 'Give at least one right answer.',
        });
      }
      if (id === 'code') return gradedByCommand(input, command ?? refuse(id), signal);
      if (id === 'judge') return judged(input, judge ?? refuse(id), signal);
      return TEXT_GRADERS[id](input, options);
    },
  };
}

/** Throws REFERENCE_INVALID where the grader could not use a reference, before anything is spent on an LLM. */
export function checkReferences(id: GraderId, { query, references }: Omit<GradeInput, 'completion'>): void {
  if (id === 'choice') for (const reference of references) referenceLetter(reference, optionsOf(query));
  if (id === 'numeric') references.forEach(referenceNumber);
}

const refuse = (id: GraderId): never => {
  throw notSetUp(id);
};

export const notSetUp = (id: GraderId): ThetaError =>
  new ThetaError('GRADER_UNAVAILABLE', `The grader "${id}" is not set up here.`, {
    hint:
      id === 'code'
        ? 'An operator gives its command on the command line (THETA_CODE_GRADER or --grader-command); no command runs for the API.'
        : 'An operator names the judging LLM: THETA_JUDGE_URL and THETA_JUDGE_MODEL.',
  });
