import { throwIfAborted } from '../../domain/errors.js';
import type { RouterId } from '../../domain/ids.js';
import { cataloguePrices } from '../../domain/llm.js';
import { objective } from '../../domain/objective.js';
import type { AnswerSheet } from '../../evaluation/answers.js';
import { answerSheet } from '../../evaluation/answers.js';
import { testSet } from '../../evaluation/test-set.js';
import type { RouterSet } from '../../routing/router-set.js';
import type { Split } from '../cross-validate.js';
import type { AnswerBasis } from '../evaluate.js';
import { evaluateRows } from '../evaluate.js';
import type { TrainingVariant } from '../evaluation-routers.js';
import { leftOutOf, trainable, trainedSet } from '../evaluation-routers.js';
import type { Watch } from '../worker-messages.js';
import { fitOnce } from './fit-once.js';
import type { ProtocolInput } from './protocol.js';
import type { SplitTestSet } from './splits.js';
import { splitsOf } from './splits.js';

/** One setting of a sweep. */
export interface Variant {
  /** Names its rows, for example `λ = 0.2`; empty where nothing is varied. */
  readonly name: string;
  /** Variants that share this object share the trained routers. */
  readonly training: TrainingVariant;
  /** λ; null takes the one of the set. */
  readonly warmUpWeight: number | null;
  /** What test queries are asked with instead of their text; null leaves one out. */
  readonly rewrite?: (text: string) => string | null;
  /** False takes P̂ as the routers give it, before calibration. */
  readonly calibrated?: boolean | undefined;
}

/** Answers that have just been written: those of one split in one variant, with the set that gave them, which is about to be disposed of. */
export interface ScoredPart {
  readonly variant: Variant;
  readonly set: RouterSet;
  readonly testSet: SplitTestSet;
  readonly sheet: AnswerSheet;
  readonly rows: readonly number[];
}

/** The answers of every router in one variant on one test set. */
export interface StudyPart {
  readonly variant: Variant;
  readonly testSet: SplitTestSet;
  readonly sheet: AnswerSheet;
  readonly basis: AnswerBasis;
}

export interface Study {
  readonly parts: readonly StudyPart[];
  readonly trainQueries: number;
  /** One per training. */
  readonly embedders: readonly string[];
  readonly routerSet: string;
  /** Routers that some training data did not suffice for, with the reason; they have no answers. */
  readonly leftOut: Readonly<Record<string, string>>;
}

/** The only variant of a protocol that sweeps nothing. */
export const plainVariant = (input: ProtocolInput): Variant => ({
  name: '',
  training: { hyperparameters: input.hyperparameters, fitEmbedder: null },
  warmUpWeight: input.warmUpWeight,
});

/**
 * Trains every variant on every split and lets it answer that split's test queries; the answers of all splits are pooled, so
 * that each query is answered by routers that did not see it. Throws CONFIG_INVALID, what training throws, and CANCELLED.
 */
export async function runStudy(
  input: ProtocolInput,
  routers: readonly RouterId[],
  variants: readonly Variant[],
  watch: Watch,
  onScored: (part: ScoredPart) => Promise<void> = async () => {},
): Promise<Study> {
  const { splits, testSets, trainQueries } = splitsOf(input);
  const prices = input.prices ?? (input.storedSet ? cataloguePrices(input.training.catalogue) : null);
  const objectives = input.alphas.map(objective);
  const sheets = variants.map(() => testSets.map((t) => answerSheet(testSet(t.responses, prices), objectives)));
  const basis: (AnswerBasis | undefined)[][] = variants.map(() => []);
  const embedders = new Set<string>();
  const leftOut: Record<string, string> = {};
  const embedder = await input.embedders.open(input.embedder, watch);
  for (const split of splits) {
    const shared = { fitEmbedder: fitOnce(), embedder };
    for (const training of new Set(variants.map((v) => v.training))) {
      throwIfAborted(watch.signal);
      const set = input.storedSet ?? (await trainOn(input, split, routers, { ...shared, ...given(training) }, watch));
      embedders.add(set.embedder.id);
      Object.assign(leftOut, leftOutOf(set));
      try {
        for (const [v, variant] of variants.entries()) {
          if (variant.training !== training) continue;
          for (const [t, sheet] of (sheets[v] as AnswerSheet[]).entries()) {
            const {
              seed,
              warmUpNeighbours,
              training: { factory },
            } = input;
            const { warmUpWeight, calibrated, rewrite } = variant;
            const common = { set, routers, factory, prices, seed, warmUpNeighbours };
            const scoring = { ...common, warmUpWeight, calibrated, rewrite };
            const rows = split.testRows[t] as readonly number[];
            (basis[v] as (AnswerBasis | undefined)[])[t] = await evaluateRows(
              sheet,
              rows,
              scoring,
              staged(watch, split, variant),
            );
            await onScored({ variant, set, testSet: testSets[t] as SplitTestSet, sheet, rows });
          }
        }
      } finally {
        if (!input.storedSet) await set.dispose();
      }
    }
  }
  // What one fold could not train is no answer to all queries.
  for (const sheet of sheets.flat()) for (const id of Object.keys(leftOut)) sheet.routers.delete(id);
  return {
    parts: variants.flatMap((variant, v) =>
      testSets.map((t, i) => ({
        variant,
        testSet: t,
        sheet: sheets[v]?.[i] as AnswerSheet,
        basis: basis[v]?.[i] as AnswerBasis,
      })),
    ),
    trainQueries,
    embedders: [...embedders],
    routerSet: routerSetName(input),
    leftOut,
  };
}

/** What a variant says; an embedder that it leaves open is shared by the variants of a split. */
const given = ({ hyperparameters, fitEmbedder, embedder, calibration }: TrainingVariant) =>
  fitEmbedder || embedder ? { hyperparameters, calibration, fitEmbedder, embedder } : { hyperparameters, calibration };

function trainOn(
  input: ProtocolInput,
  split: Split,
  routers: readonly RouterId[],
  training: TrainingVariant,
  watch: Watch,
): Promise<RouterSet> {
  const wanted = trainable(routers, input.training.factory);
  const optional = input.routers.length === 0;
  return trainedSet(split.train, wanted, input.training, { ...training, optional }, staged(watch, split, null));
}

/** Says in the progress which split and variant is at work. */
const staged = ({ signal, onProgress }: Watch, split: Split, variant: Variant | null): Watch => ({
  signal,
  onProgress: (p) => {
    const where = [split.name, variant?.name ?? ''].filter((name) => name !== '');
    onProgress({ ...p, stage: [...where, p.stage].join(': ') });
  },
});

function routerSetName({ storedSet, folds, foldSeed, seed }: ProtocolInput): string {
  if (storedSet) return storedSet.manifest.version;
  if (folds !== null) return `${folds}-fold cross-validation, fold seed ${foldSeed}`;
  return `trained for this evaluation, seed ${seed}`;
}
