import { below } from '../../state/path';

/** Where an LLM has its page; ids may hold slashes. */
export const llmPath = (id: string): string => `/llms/${encodeURIComponent(id)}`;

export const NEW_PATH = '/llms/new';

/** A step of the registration of an LLM. */
export const newPath = (llm: string, step: string): string =>
  `${NEW_PATH}?${new URLSearchParams({ llm, step }).toString()}`;

/** The id in a path below /llms, as {@link llmPath} writes it or with plain slashes; null where there is none. */
export const llmOfPath = (path: string): string | null => below('/llms', path);
