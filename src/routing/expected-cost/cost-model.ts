import type { AnswerLengths, QueryEvidence } from '../../domain/answer-length/answer-lengths.js';
import { evidenceOf, meanLength, meanTokens, predictLength } from '../../domain/answer-length/answer-lengths.js';
import { DEFAULT_OUTPUT_TOKENS } from '../../domain/cost.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import type { Tokenizer } from '../../domain/tokens/tokenizers.js';
import { tokenizerOf } from '../../domain/tokens/tokenizers.js';
import type { NeighbourIndex } from '../../index/neighbour-index.js';
import type { ReferenceSet } from '../../plugins/contract.js';

/** What the expected number of output tokens rests on, best first. */
export type LengthBasis = 'REQUEST' | 'LLM_AND_TASK' | 'LLM' | 'TASK' | 'OTHER_LLMS' | 'DEFAULT';

export interface ExpectedLength {
  readonly tokens: number;
  /** Null where no distribution is known: given by the caller, or assumed. */
  readonly upper: number | null;
  readonly basis: LengthBasis;
}

/** How the tokens of a request are predicted: of the input per LLM, of the output per LLM and query. */
export interface CostModel {
  readonly tokenizer: (llm: LlmId) => Tokenizer;
  /** For each row of `vectors` ([queries, dims], before warm-up), the length of an LLM's answer. */
  lengths(vectors: Matrix): Promise<readonly ((llm: LlmId) => ExpectedLength)[]>;
}

const ASSUMED: ExpectedLength = { tokens: DEFAULT_OUTPUT_TOKENS, upper: null, basis: 'DEFAULT' };
/** Share of neighbours with observed tasks from which a prediction counts as one for the task. */
const SUPPORTED_FROM = 0.5;

/** `lengths` is null for a router set that has learned none: then names tell the tokenizer, and every answer has 300 tokens. */
export function costModel(
  lengths: AnswerLengths | null,
  { responses }: ReferenceSet,
  index: Pick<NeighbourIndex, 'search'>,
): CostModel {
  const tokenizer = (llm: LlmId): Tokenizer => lengths?.tokenizers.get(llm) ?? tokenizerOf(llm);
  if (!lengths) {
    return { tokenizer, lengths: async ({ rows }) => Array.from({ length: rows }, () => () => ASSUMED) };
  }
  const taskAt = new Map(lengths.tasks.map((task, t) => [task, t]));
  const taskOfRow = (row: number): number => taskAt.get(responses.queries[row]?.task ?? '') ?? -1;
  const means = meanTokens(lengths);
  const llmAt = new Map(lengths.llms.map((llm, j) => [llm, j]));
  return {
    tokenizer,
    async lengths(vectors) {
      const { k, ids, similarity } = await index.search(vectors, lengths.neighbours);
      return Array.from({ length: vectors.rows }, (_, q) => {
        const evidence = evidenceOf(lengths, ids.subarray(q * k, (q + 1) * k), similarity[q * k] as number, taskOfRow);
        return (llm) => {
          const known = llmAt.get(llm);
          const row = known ?? lengths.llms.length;
          return {
            tokens: meanLength(means, lengths.tasks.length, row, evidence),
            get upper() {
              return predictLength(lengths, row, evidence).upper;
            },
            basis: basisOf(known !== undefined, evidence),
          };
        };
      });
    },
  };
}

function basisOf(knownLlm: boolean, { support }: QueryEvidence): LengthBasis {
  const knownTask = support >= SUPPORTED_FROM;
  if (knownLlm) return knownTask ? 'LLM_AND_TASK' : 'LLM';
  return knownTask ? 'TASK' : 'OTHER_LLMS';
}
