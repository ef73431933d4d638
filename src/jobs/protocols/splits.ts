import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { knownPart } from '../../evaluation/known-part.js';
import type { Split } from '../cross-validate.js';
import { foldSplits } from '../cross-validate.js';
import type { ProtocolInput } from './protocol.js';

export interface SplitTestSet {
  /** `test` or `ood`. */
  readonly id: string;
  readonly title: string;
  readonly responses: ResponseMatrix;
  readonly dropped: number;
}

export interface Splits {
  readonly splits: readonly Split[];
  readonly testSets: readonly SplitTestSet[];
  readonly trainQueries: number;
}

/** How the data of the input are divided. Throws CONFIG_INVALID for a combination that says nothing. */
export function splitsOf(input: ProtocolInput): Splits {
  checkSources(input);
  const train = input.train ?? (input.storedSet as NonNullable<typeof input.storedSet>).reference.responses;
  const known = new Set<LlmId>(train.llms);
  if (input.folds !== null) {
    const { responses, dropped } = knownPart(train, known);
    return {
      splits: foldSplits(responses, input.folds, input.foldSeed),
      testSets: [{ id: 'test', title: `${input.folds} folds, pooled`, responses, dropped }],
      trainQueries: responses.queries.length,
    };
  }
  const testSets = [
    { id: 'test', title: input.ood ? 'in distribution' : 'test set', data: input.test as ResponseMatrix },
    ...(input.ood ? [{ id: 'ood', title: 'out of distribution', data: input.ood }] : []),
  ].map(({ data, ...names }) => ({ ...names, ...knownPart(data, known) }));
  const testRows = testSets.map((t) => [...t.responses.queries.keys()]);
  return { splits: [{ name: '', train, testRows }], testSets, trainQueries: train.queries.length };
}

function checkSources({ train, storedSet, test, ood, folds, hyperparameters }: ProtocolInput): void {
  const refuse = (what: string) => {
    throw new ThetaError('CONFIG_INVALID', what, {
      hint: 'theta evaluate --train data/train --test data/test, or --train data --folds 5',
    });
  };
  if ((train === null) === (storedSet === null)) refuse('Either training data or a router set must be given.');
  if ((test === null) === (folds === null)) refuse('Either test data or a number of folds must be given.');
  if (folds !== null && train === null) refuse('Folds need training data.');
  if (storedSet !== null && Object.keys(hyperparameters).length > 0) {
    refuse('Hyper-parameters are of no use for a router set that is trained already.');
  }
  if (folds !== null && ood !== null) refuse('A second test set goes with test data, not with folds.');
}
