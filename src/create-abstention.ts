import type { Logger } from 'pino';
import type { Config } from './config.js';
import { ThetaError } from './domain/errors.js';
import { llmId } from './domain/ids.js';
import type { Catalogue } from './domain/llm.js';
import type { AbstentionDefaults } from './routing/abstention.js';

/** Throws CONFIG_INVALID for a safe LLM that the catalogue does not have. */
export function configuredAbstention(
  { safeLlm, abstainBelow: below }: Pick<Config, 'safeLlm' | 'abstainBelow'>,
  catalogue: Catalogue,
): AbstentionDefaults {
  if (safeLlm === undefined) return { llm: null, below };
  const llm = llmId(safeLlm);
  if (catalogue.llms.has(llm)) return { llm, below };
  throw new ThetaError('CONFIG_INVALID', `THETA_SAFE_LLM: No LLM "${safeLlm}" is in the catalogue.`, {
    hint: `LLMs: ${[...catalogue.llms.keys()].join(', ')}.`,
  });
}

/** A retired safe LLM answers nothing: then no request abstains, which the operator should know. */
export function warnOfRetiredSafeLlm({ safeLlm }: Pick<Config, 'safeLlm'>, catalogue: Catalogue, logger: Logger): void {
  const safe = safeLlm === undefined ? undefined : catalogue.llms.get(llmId(safeLlm));
  if (safe?.status !== 'RETIRED') return;
  logger.warn(
    { llm: safe.id, reason: safe.retirement?.reason },
    'THETA_SAFE_LLM is retired, so no request abstains: name another, or reinstate it',
  );
}
