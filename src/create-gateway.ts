import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { keyFrom } from './config.js';
import { systemClock } from './domain/clock.js';
import type { Spending } from './access/spending.js';
import { expectBudget } from './access/spending.js';
import { ThetaError } from './domain/errors.js';
import { Breakers } from './gateway/breakers.js';
import { createGateway } from './gateway/gateway.js';
import type { GatewayCallLog, GatewayCallRepository } from './gateway/ports.js';
import { readProviderFile } from './gateway/providers/provider-file.js';
import { NO_PROVIDERS, providerTable } from './gateway/providers/provider-table.js';
import type { ProviderTable } from './gateway/providers/types.js';
import { ConversationMemory } from './gateway/sticky/memory.js';
import type { GatewayService } from './gateway/types.js';
import { nodeSend } from './gateway/upstream/node-send.js';
import type { SwappableRoutingService } from './routing/routing-service.js';
import { readFileSync } from 'node:fs';
import { systemScheduler } from './store/scheduler.js';

const MINUTE_MS = 60_000;

export interface GatewayParts {
  readonly routing: SwappableRoutingService;
  readonly log: GatewayCallLog;
  readonly calls: GatewayCallRepository;
  readonly spending: Spending;
  readonly newId: () => string;
  readonly logger: Logger;
}

/** The providers of the configured file; none without one. Throws CONFIG_INVALID or FILE_UNREADABLE. */
export function configuredProviders({ providers: path }: Pick<Config, 'providers'>, keyOf = keyFrom): ProviderTable {
  if (path === undefined) return NO_PROVIDERS;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ThetaError('FILE_UNREADABLE', `THETA_PROVIDERS=${path}: ${(cause as Error).message}.`, {
      hint: 'Give the path of a JSON file; docs/gateway.md describes it.',
      cause,
    });
  }
  return providerTable(readProviderFile(text, path), keyOf);
}

/** The gateway as configured. Throws CONFIG_INVALID or FILE_UNREADABLE. */
export function configuredGateway(
  config: Config,
  { routing, log, calls, spending, newId, logger }: GatewayParts,
): GatewayService & { close(): void } {
  const providers = configuredProviders(config);
  const strangers = [...providers.llms].filter((llm) => !routing.catalogue().llms.has(llm));
  if (strangers.length > 0) {
    logger.warn({ llms: strangers }, 'providers serve LLMs that the catalogue does not hold; they are never asked');
  }
  const send = nodeSend();
  const now = () => systemClock.now();
  const gateway = createGateway({
    routing,
    providers,
    log,
    calls,
    newId,
    clock: systemClock,
    budget: {
      expect: (principal) => expectBudget(spending, principal),
      charge: (principal, usd) => spending.charge(principal, usd),
    },
    ask: {
      send,
      after: (ms, work) => systemScheduler.after(ms, work),
      now,
      mostBytes: config.gatewayAnswerBytes,
    },
    breakers: new Breakers({ failures: config.gatewayBreakerFailures, openMs: config.gatewayBreakerMs, now }),
    limits: {
      attempts: config.gatewayAttempts,
      perProvider: config.gatewayAttemptsPerProvider,
      firstDelayMs: config.gatewayFirstDelayMs,
      longestDelayMs: config.gatewayLongestDelayMs,
    },
    mostLlms: config.gatewayLlms,
    sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
    uniform: Math.random,
    memory:
      config.gatewayConversations === 0
        ? null
        : new ConversationMemory({
            most: config.gatewayConversations,
            keepMs: config.gatewayCacheMinutes * MINUTE_MS,
            fewestTokens: config.gatewayCacheTokens,
            monotonic: () => systemClock.monotonic(),
          }),
    mostCharacters: config.maxQueryCharacters,
    contextCharacters: config.gatewayContextCharacters,
    storeQueries: config.gatewayStoreQueries,
    embedding: {
      embedderName: () => routing.serving().embedder.name,
      async embed(texts, signal) {
        const { embedder, embeddings } = routing.serving();
        const vectors = await embeddings.embed(texts, { signal });
        const tokens = texts.reduce((sum, text) => sum + embedder.prepare(text).tokens, 0);
        return { name: embedder.name, vectors, tokens };
      },
      mostTexts: config.maxBatch,
      mostCharacters: config.maxQueryCharacters,
    },
  });
  return { ...gateway, close: () => send.close() };
}
