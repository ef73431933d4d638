import { registerEnumType } from 'type-graphql';
import type { TextGraderId } from '../calibration/graders/contract.js';
import type { AnchorSelection, LlmKnowledge } from '../calibration/types.js';

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

/** Those that only read text; a command of the operator, or an LLM that judges, is not for callers of the API. */
export const TextGraderEnum = {
  EXACT: 'exact',
  F1: 'f1',
  CONTAINS: 'contains',
  CHOICE: 'choice',
  NUMERIC: 'numeric',
} as const satisfies { [K in Uppercase<TextGraderId>]: Lowercase<K> };
registerEnumType(TextGraderEnum, {
  name: 'TextGrader',
  description: 'How a completion is compared with its references.',
  valuesConfig: {
    EXACT: { description: 'The same text, but for case, articles and punctuation.' },
    F1: { description: 'Words that both have: the harmonic mean of precision and recall.' },
    CONTAINS: { description: 'The completion has a reference in it.' },
    CHOICE: { description: 'The letter of a multiple choice.' },
    NUMERIC: { description: 'The number that it ends with.' },
  },
});
