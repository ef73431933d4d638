import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../domain/clock.js';
import type { EndpointOptions } from './endpoint.js';

/** How an LLM is asked where nobody waits for the single answer: five tries over half a minute, more where the service asks for it. */
export const PATIENT: Omit<EndpointOptions, 'temperature' | 'maxTokens' | 'timeoutMs'> = Object.freeze({
  attempts: 5,
  firstDelayMs: 1000,
  longestDelayMs: 60_000,
  uniform: Math.random,
  clock: systemClock,
  sleep: (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }).catch(() => undefined),
});
