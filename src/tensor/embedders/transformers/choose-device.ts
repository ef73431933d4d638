import type { Matrix } from '../../../domain/matrix.js';
import { normaliseRows } from '../../../domain/matrix.js';
import { throwIfAborted } from '../../../domain/errors.js';
import type { EmbedderHost } from '../host.js';
import { probeMatches } from '../probe.js';
import { DEVICE_NEEDS, devicesHere, obstacle, seesGraphicsCard } from './devices.js';
import { EncoderSession, SessionFailure } from './session.js';
import type { Device, SessionSettings } from './session-messages.js';
import { reasonOf, unavailable } from './unavailable.js';

/** Runs a batch that is worth an accelerator and gives its vectors [texts, dims]. */
export type Trial = (session: EncoderSession) => Promise<Matrix>;
type Settings = Omit<SessionSettings, 'device'>;
type Host = Pick<EmbedderHost, 'device' | 'log' | 'clock'>;

/**
 * Starts the named device, or the first of the platform that starts, agrees with the processor to `leastCosine` and is faster
 * than it: a software driver is not. Throws EMBEDDER_UNAVAILABLE when the named one, or the processor, cannot start.
 */
export async function startSession(
  settings: Settings,
  host: Host,
  trial: Trial,
  leastCosine: number,
  signal: AbortSignal,
): Promise<EncoderSession> {
  if (host.device !== 'auto') return startNamed(settings, host.device);
  const processor = await startNamed(settings, 'cpu');
  let reference: Timed | null = null;
  for (const device of devicesHere().filter((name) => name !== 'cpu')) {
    let session: EncoderSession | null = null;
    try {
      throwIfAborted(signal);
      const reason = (await obstacle(device)) ?? (await withoutCard(device));
      if (reason !== null) throw new SessionFailure(reason, false);
      session = await EncoderSession.start({ ...settings, device });
      reference ??= await timed(processor, trial, host);
      checkAgainst(reference, await timed(session, trial, host), leastCosine);
      await processor[Symbol.asyncDispose]();
      return session;
    } catch (error) {
      await session?.[Symbol.asyncDispose]();
      if (signal.aborted) await processor[Symbol.asyncDispose]();
      throwIfAborted(signal);
      host.log(`embedder: not on ${device}: ${reasonOf(error)}`);
    }
  }
  return processor;
}

async function startNamed(settings: Settings, device: Device): Promise<EncoderSession> {
  try {
    const reason = await obstacle(device);
    if (reason !== null) throw new SessionFailure(reason, false);
    return await EncoderSession.start({ ...settings, device });
  } catch (error) {
    if (error instanceof SessionFailure && error.packageMissing) {
      throw unavailable(
        `The embedder needs the package ${settings.runtime}, and it is not installed.`,
        `npm install ${settings.runtime}, or train with THETA_EMBEDDER=lexical, which needs no package.`,
        error,
      );
    }
    throw unavailable(`The embedder cannot start on ${device}: ${reasonOf(error)}.`, DEVICE_NEEDS[device], error);
  }
}

const withoutCard = async (device: Device): Promise<string | null> =>
  device === 'webgpu' && !(await seesGraphicsCard()) ? 'no graphics card is seen' : null;

interface Timed {
  readonly vectors: Matrix;
  readonly ms: number;
}

/** The second run: the first one compiles kernels and fills caches. */
async function timed(session: EncoderSession, trial: Trial, { clock }: Pick<Host, 'clock'>): Promise<Timed> {
  await trial(session);
  const started = clock.monotonic();
  const vectors = normaliseRows(await trial(session));
  return { vectors, ms: clock.monotonic() - started };
}

/** Throws with the reason why a device must not be used. A NaN matches nothing. */
export function checkAgainst(reference: Timed, found: Timed, leastCosine: number): void {
  if (!probeMatches(reference.vectors, found.vectors, leastCosine)) {
    throw new Error('its vectors differ from those of the processor');
  }
  if (found.ms > reference.ms) {
    throw new Error(`it is slower than the processor (${found.ms.toFixed(1)} against ${reference.ms.toFixed(1)} ms)`);
  }
}
