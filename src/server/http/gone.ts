import type { FastifyReply } from 'fastify';

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
