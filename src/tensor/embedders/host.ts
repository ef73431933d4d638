import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../domain/clock.js';
import { systemClock } from '../../domain/clock.js';
import type { Sleep } from '../../domain/retries.js';
import type { Progress } from '../../domain/run.js';
import type { DeviceChoice } from './spec.js';

/** The settings behind a host: plain data, because they are copied to training threads. */
export interface EmbedderSettings {
  readonly modelsFolder: string;
  readonly hubUrl: string;
  readonly hubToken: string | null;
  readonly device: DeviceChoice;
  readonly threads: number;
  readonly timeoutMs: number;
  /** Where the operator moved a remote model to, by its name. */
  readonly urls: Readonly<Record<string, string>>;
  /** By origin, for example "https://api.openai.com". Never logged, stored or repeated in an error. */
  readonly keys: Readonly<Record<string, string>>;
}

/** What embedders need of the machine they run on; none of it changes a vector. */
export interface EmbedderHost {
  /** Where downloaded models lie: `<modelsFolder>/<owner>/<name>`. */
  readonly modelsFolder: string;
  readonly hub: { readonly url: string; readonly token: string | null };
  readonly device: DeviceChoice;
  /** Threads of one call of a local model; 0 takes every core. */
  readonly threads: number;
  /** Of one request to a remote embedder. */
  readonly timeoutMs: number;
  /** Where the operator moved a remote model to; null uses the address in its spec. */
  readonly urlOf: (model: string) => string | null;
  /** The key for an address, by its origin; null where none is configured. A key never goes to another origin. */
  readonly keyFor: (url: string) => string | null;
  readonly sleep: Sleep;
  readonly clock: Clock;
  /** Uniform in [0, 1), for the jitter of retries. */
  readonly uniform: () => number;
  /** Asks remote embedders; the one of Node by default. */
  readonly fetch?: typeof fetch | undefined;
  /** One line for the operator's log. */
  readonly log: (line: string) => void;
  /** Downloads and start-up. */
  readonly onProgress: (progress: Progress) => void;
}

/** Who hears of downloads and start-up, where jitter comes from, and who asks remote embedders. */
export interface HostReports {
  readonly log: (line: string) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly uniform: () => number;
  readonly fetch?: typeof fetch | undefined;
}

export function embedderHost(settings: EmbedderSettings, reports: HostReports): EmbedderHost {
  const { modelsFolder, hubUrl, hubToken, device, threads, timeoutMs, urls, keys } = settings;
  return {
    ...reports,
    modelsFolder,
    hub: { url: hubUrl, token: hubToken },
    device,
    threads,
    timeoutMs,
    urlOf: (model) => urls[model] ?? null,
    keyFor: (url) => keys[new URL(url).origin] ?? null,
    clock: systemClock,
    sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
  };
}
