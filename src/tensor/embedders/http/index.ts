export { HTTP_KIND } from './artifact.js';
export { loadHttpEmbedder, openHttpEmbedder } from './embedder.js';
export type { HttpEmbedder } from './embedder.js';
