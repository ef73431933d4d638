import { ThetaError } from '../domain/errors.js';

export const unknownJob = (id: string): ThetaError =>
  new ThetaError('UNKNOWN_JOB', `No job ${id} is known.`, {
    hint: 'Jobs are known as long as the server runs, on PostgreSQL for THETA_JOB_KEEP_DAYS; the query jobs lists them.',
  });
