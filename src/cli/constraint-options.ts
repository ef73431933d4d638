import type { Command } from 'commander';
import { integer, list, number } from './options.js';

/** The constraints as commander has parsed them; undefined where the option was not given. */
export interface ConstraintOptions {
  readonly context?: number;
  readonly answerTokens?: number;
  readonly modality?: string[];
  readonly tools?: boolean;
  readonly language?: string[];
  readonly tag?: string[];
  readonly notTag?: string[];
  readonly maxLatency?: number;
  readonly allow?: string[];
  readonly deny?: string[];
}

/** An option that takes several values, by commas or by repetition. */
const several = (text: string, before: string[] | undefined): string[] => [...(before ?? []), ...list(text)];

export const addConstraintOptions = (command: Command): Command =>
  command
    .option('--context <tokens>', 'only LLMs with a context window of so many tokens', integer)
    .option('--answer-tokens <count>', 'only LLMs whose context window holds the query and such an answer', integer)
    .option('--modality <names>', 'only LLMs that read it, for example image', several)
    .option('--tools', 'only LLMs that call tools')
    .option('--language <tags>', 'only LLMs with this language, for example de', several)
    .option('--tag <tags>', 'only LLMs with this tag, for example region:eu', several)
    .option('--not-tag <tags>', 'no LLM with this tag', several)
    .option('--max-latency <ms>', 'only LLMs that typically answer within it', number)
    .option('--allow <ids>', 'only these LLMs of the pool', several)
    .option('--deny <ids>', 'none of these LLMs', several);

/** Divides options into the constraints, as the API spells them, and the rest; without any, `constraints` is absent. */
export function splitConstraints<T extends ConstraintOptions>(options: T) {
  const { context, answerTokens, modality, tools, language, tag, notTag, maxLatency, allow, deny, ...rest } = options;
  const asked = {
    minContext: context,
    outputTokens: answerTokens,
    modalities: modality,
    tools,
    languages: language,
    requireTags: tag,
    forbidTags: notTag,
    maxLatencyMs: maxLatency,
    allow,
    deny,
  };
  const given = Object.values(asked).some((value) => value !== undefined);
  return { rest, target: given ? { constraints: asked } : {} };
}
