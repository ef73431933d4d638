import { randomBytes } from 'node:crypto';
import type { Judge } from '../../calibration/graders/judge.js';
import type { EndpointOptions } from '../chat/endpoint.js';
import { openAiEndpoint } from '../chat/endpoint.js';
import { PATIENT } from '../chat/patient.js';
import type { ChatTarget } from '../chat/types.js';

/** A verdict is short, but a judge may think before it. */
const TIMEOUT_MS = 120_000;
/** A judge that twice gives no verdict does not keep to the form. */
const ATTEMPTS = 3;

export interface JudgeSettings {
  readonly judgeUrl?: string | undefined;
  readonly judgeModel?: string | undefined;
  readonly judgeKey?: string | undefined;
}

/** An LLM behind an OpenAI-compatible API that grades. */
export function openAiJudge(target: ChatTarget, options: Omit<EndpointOptions, 'temperature' | 'maxTokens'>): Judge {
  const endpoint = openAiEndpoint(target, { ...options, temperature: 0, maxTokens: null });
  return {
    ask: async (messages, signal) => (await endpoint.ask(messages, signal)).text,
    attempts: ATTEMPTS,
    nonce: () => randomBytes(8).toString('hex'),
  };
}

/** The judge of the settings; null where they name none. */
export function configuredJudge({ judgeUrl: url, judgeModel: model, judgeKey }: JudgeSettings): Judge | null {
  if (url === undefined || model === undefined) return null;
  return openAiJudge({ url, model, key: judgeKey ?? null }, { ...PATIENT, timeoutMs: TIMEOUT_MS });
}
