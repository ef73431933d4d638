import type { FastifyReply, FastifyRequest } from 'fastify';

/** Calls `gone` when the connection has closed before the answer was written. */
export const whenGone =
  ({ raw }: FastifyReply) =>
  (gone: () => void): void => {
    const closed = (): void => {
      if (!raw.writableFinished) gone();
    };
    if (raw.closed) closed();
    else raw.once('close', closed);
  };

/** The same where an answer may also come too late: Fastify's signal of the request fires for both. */
export const whenTooLate =
  ({ signal }: FastifyRequest) =>
  (gone: () => void): void => {
    if (signal.aborted) gone();
    else signal.addEventListener('abort', gone, { once: true });
  };
