import { z } from 'zod';
import { flag, integer, setting } from './config-setting.js';

/** The OpenAI-compatible gateway under /v1. */
export const gatewaySettings = {
  providers: setting(
    z.string().trim().min(1).optional(),
    'THETA_PROVIDERS',
    'JSON file that says which provider serves which LLM, see docs/gateway.md; without it the gateway decides and asks nobody.',
  ),
  gatewayAttempts: setting(
    integer(1, 100).default(6),
    'THETA_GATEWAY_ATTEMPTS',
    'Most attempts that one request to the gateway makes over all providers and LLMs.',
  ),
  gatewayAttemptsPerProvider: setting(
    integer(1, 20).default(2),
    'THETA_GATEWAY_ATTEMPTS_PER_PROVIDER',
    'Most attempts at one provider before the next one is asked; only trouble that may pass is tried again.',
  ),
  gatewayLlms: setting(
    integer(1, 100).default(3),
    'THETA_GATEWAY_LLMS',
    'Most LLMs that one request goes through, the chosen one included; 1 never falls back to another LLM.',
  ),
  gatewayFirstDelayMs: setting(
    integer(0, 60_000).default(250),
    'THETA_GATEWAY_FIRST_DELAY_MS',
    'Wait before a provider is asked again, with jitter; doubles each time.',
  ),
  gatewayLongestDelayMs: setting(
    integer(0, 600_000).default(5000),
    'THETA_GATEWAY_LONGEST_DELAY_MS',
    'Longest such wait; a provider whose Retry-After is longer is left for the next one.',
  ),
  gatewayBreakerFailures: setting(
    integer(1, 1000).default(5),
    'THETA_GATEWAY_BREAKER_FAILURES',
    'Failures in a row of an LLM at a provider after which it is not asked for a while.',
  ),
  gatewayBreakerMs: setting(
    integer(1, 86_400_000).default(30_000),
    'THETA_GATEWAY_BREAKER_MS',
    'That while; then one request tries whether it is back.',
  ),
  gatewayAnswerBytes: setting(
    integer(1024, 1 << 30).default(32 << 20),
    'THETA_GATEWAY_ANSWER_BYTES',
    'Largest answer of a provider that is taken: whole, or of one event of a stream.',
  ),
  gatewayContextCharacters: setting(
    integer(0, 1_000_000).default(200),
    'THETA_GATEWAY_CONTEXT_CHARACTERS',
    'A last user turn that is shorter is routed together with the user turns before it, until they are so long together.',
  ),
  gatewayStoreQueries: setting(
    flag.default(false),
    'THETA_GATEWAY_STORE_QUERIES',
    'Whether the routed part of a chat is logged with its decision, where THETA_STORE_QUERIES is on; else its hash only. Answers are never stored.',
  ),
  gatewayConversations: setting(
    integer(0, 10_000_000).default(100_000),
    'THETA_GATEWAY_CONVERSATIONS',
    'Conversations of which the gateway remembers who answered last, to weigh the prompt cache; 0 is off.',
  ),
  gatewayCacheMinutes: setting(
    z.coerce.number().min(0).max(10_080).default(5),
    'THETA_GATEWAY_CACHE_MINUTES',
    'Minutes that a prompt is taken to stay in the cache of a provider after it was sent.',
  ),
  gatewayCacheTokens: setting(
    integer(0, 1_000_000).default(1024),
    'THETA_GATEWAY_CACHE_TOKENS',
    'Fewest tokens of a common beginning that providers are taken to cache.',
  ),
};
