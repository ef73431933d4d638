/** Addresses below /evaluations. */
export const EVALUATIONS = '/evaluations';
export const START_PATH = `${EVALUATIONS}/new`;
export const reportPath = (id: string): string => `${EVALUATIONS}/${encodeURIComponent(id)}`;
/** The same report as a file of the server. */
export const filePath = (url: string, kind: 'html' | 'csv' | 'json'): string => url.replace(/\.html$/, `.${kind}`);
