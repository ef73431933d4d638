/** Addresses below /training. */
export const TRAINING = '/training';
export const NEW_PATH = `${TRAINING}/new`;
export const jobPath = (id: string): string => `${TRAINING}/jobs/${encodeURIComponent(id)}`;
export const refitPath = (id: string): string => `${TRAINING}/refits/${encodeURIComponent(id)}`;
export const versionPath = (version: string): string => `${TRAINING}/versions/${encodeURIComponent(version)}`;
export const diffPath = (from: string, to: string): string =>
  `${TRAINING}/diff?${new URLSearchParams({ from, to }).toString()}`;
/** The start of a training, filled in as another one was. */
export const againPath = (version: string): string =>
  `${NEW_PATH}?${new URLSearchParams({ like: version }).toString()}`;
