import type { FastifyReply } from 'fastify';
import { ThetaError } from '../../domain/errors.js';
import { refuseWith } from '../errors/http-errors.js';
import { whenGone } from './gone.js';

type OnGone = (gone: () => void) => void;

const started = new WeakMap<FastifyReply, OnGone>();

/**
 * Starts the time of an answer, once. After `ms` TIMEOUT is answered in its place, and what is being computed for it is told
 * that nobody waits any more, as when the client has gone. (Fastify's own handlerTimeout is over as soon as the body of a
 * POST has been read: the request is closed then.)
 */
export function deadline(reply: FastifyReply, ms: number): OnGone {
  const known = started.get(reply);
  if (known) return known;
  const listeners: (() => void)[] = [];
  const timer = setTimeout(() => {
    if (reply.sent) return;
    refuseWith(reply, tooLate());
    listeners.forEach((gone) => gone());
  }, ms);
  reply.raw.once('close', () => clearTimeout(timer));
  const disconnected = whenGone(reply);
  const onGone: OnGone = (gone) => {
    listeners.push(gone);
    disconnected(gone);
  };
  started.set(reply, onGone);
  return onGone;
}

const tooLate = (): ThetaError =>
  new ThetaError('TIMEOUT', 'The answer took longer than THETA_REQUEST_TIMEOUT_MS allows.', {
    hint: 'Ask for less at once. A change that was asked for may have been made all the same.',
  });
