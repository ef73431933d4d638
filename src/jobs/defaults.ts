/**
 * λ of the warm-up for a newly trained set (paper eq. 10). docs/results has the figures for other values.
 */
export const DEFAULT_WARM_UP_WEIGHT = 0.2;

/** k of the warm-up (paper 5.5). */
export const DEFAULT_WARM_UP_NEIGHBOURS = 5;

/** The router that answers where a request names none. */
export const DEFAULT_ROUTER = 'hirt';

/** Of a cross-validation that names no number. */
export const DEFAULT_FOLDS = 5;

/** Bootstrap resamples behind the intervals of a report: the ends then move by about a twentieth of the width. */
export const DEFAULT_RESAMPLES = 1000;
