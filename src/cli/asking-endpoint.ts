import { openAiEndpoint } from '../jobs/chat/endpoint.js';
import { PATIENT } from '../jobs/chat/patient.js';
import type { ChatTarget, Completion } from '../jobs/chat/types.js';

export interface WayOfAsking {
  readonly system: string | null;
  readonly maxTokens: number | null;
  readonly temperature: number | null;
}

/** Asks single queries, with the system prompt before each; tells of every wait before another try. */
export function askingEndpoint(
  target: ChatTarget,
  { system, maxTokens, temperature }: WayOfAsking,
  timeoutSeconds: number,
  onRetry: () => void,
): (query: string, signal: AbortSignal) => Promise<Completion> {
  const sleep: typeof PATIENT.sleep = (ms, signal) => {
    onRetry();
    return PATIENT.sleep(ms, signal);
  };
  const endpoint = openAiEndpoint(target, {
    ...PATIENT,
    ...{ sleep, maxTokens, temperature, timeoutMs: timeoutSeconds * 1000 },
  });
  const before = system === null ? [] : [{ role: 'system' as const, content: system }];
  return (query, signal) => endpoint.ask([...before, { role: 'user', content: query }], signal);
}
