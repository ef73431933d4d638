import { registerEnumType } from 'type-graphql';
import type { AnchorSelection, LlmKnowledge } from '../calibration/types.js';
import type { GraderId } from '../domain/graders.js';

export const AnchorSelectionEnum = {
  ADAPTIVE: 'ADAPTIVE',
  STRATIFIED: 'STRATIFIED',
  RANDOM: 'RANDOM',
} as const satisfies { [K in AnchorSelection]: K };
registerEnumType(AnchorSelectionEnum, {
  name: 'AnchorSelection',
  description: 'How queries are chosen to ask an LLM.',
  valuesConfig: {
    ADAPTIVE: {
      description:
        'Those whose answers tell most about θ, given what is known and those before them (D-optimal), with a limit per task and per quarter by difficulty.',
    },
    STRATIFIED: { description: 'Evenly over tasks and difficulty.' },
    RANDOM: { description: 'At random: the baseline.' },
  },
});

export const KnowledgeBasisEnum = {
  TRAINED: 'TRAINED',
  EVIDENCE: 'EVIDENCE',
  PRIOR: 'PRIOR',
  NONE: 'NONE',
} as const satisfies { [K in LlmKnowledge['basis']]: K };
registerEnumType(KnowledgeBasisEnum, {
  name: 'KnowledgeBasis',
  description: 'How a router comes to predict for an LLM.',
  valuesConfig: {
    TRAINED: { description: 'Its responses were among those that the router was trained on.' },
    EVIDENCE: { description: 'From its answers to anchor queries, or feedback, since the training.' },
    PRIOR: { description: 'From its profile and facts alone.' },
    NONE: { description: 'It does not predict for it; `reason` says why.' },
  },
});

export const GraderEnum = {
  EXACT: 'exact',
  F1: 'f1',
  CONTAINS: 'contains',
  CHOICE: 'choice',
  NUMERIC: 'numeric',
  CODE: 'code',
  JUDGE: 'judge',
} as const satisfies { [K in Uppercase<GraderId>]: Lowercase<K> };
registerEnumType(GraderEnum, {
  name: 'Grader',
  description: 'How a completion is compared with its references.',
  valuesConfig: {
    EXACT: { description: 'The same text, but for case, articles and punctuation.' },
    F1: { description: 'Words that both have: the harmonic mean of precision and recall.' },
    CONTAINS: { description: 'The completion has a reference in it.' },
    CHOICE: { description: 'The letter of a multiple choice.' },
    NUMERIC: { description: 'The number that it ends with.' },
    CODE: { description: 'A command of the operator decides; on the command line only, never through this API.' },
    JUDGE: { description: 'An LLM decides, which the operator names: THETA_JUDGE_URL and THETA_JUDGE_MODEL.' },
  },
});
