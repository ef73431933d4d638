import type { LlmPreview, PreviewPartKind, PreviewSource } from '../calibration/preview/types.js';
import { describedEnum } from './enums.js';

export const PreviewSourceEnum = describedEnum(
  'PreviewSource',
  'Queries that a preview looks at.',
  { RECENT: 'RECENT', HELD_OUT: 'HELD_OUT' } satisfies { [S in PreviewSource]: S },
  {
    RECENT: 'Those of logged decisions of the pool whose text is stored, the newest first.',
    HELD_OUT: 'Those that training kept aside, with their tasks and what other LLMs made of them.',
  },
);

export const PreviewPartKindEnum = describedEnum(
  'PreviewPartKind',
  'What the queries of a part of a preview have in common.',
  { TASK: 'TASK', ABILITY: 'ABILITY', DIFFICULTY: 'DIFFICULTY' } satisfies { [K in PreviewPartKind]: K },
  {
    TASK: 'Their task; of logged queries that of the nearest training query.',
    ABILITY: 'The ability that they need most, where the router names abilities.',
    DIFFICULTY: 'The third of the queries in which they are by 1 − mean P̂ of the other LLMs of the pool.',
  },
);

export const PreviewChangeEnum = describedEnum(
  'PreviewChange',
  'What is previewed.',
  { ADD: 'ADD', REMOVE: 'REMOVE' } satisfies { [C in LlmPreview['change']]: C },
  {
    ADD: 'The pool may not choose the LLM now.',
    REMOVE: 'The pool may choose the LLM now: without is what its removal would lead to.',
  },
);
