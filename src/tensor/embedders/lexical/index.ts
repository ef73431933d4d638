export { loadLexicalEmbedder } from './embedder.js';
export { fitLexicalEmbedder } from './fit.js';
export type { LexicalFit, LexicalQuery } from './fit.js';
export { LEXICAL_KIND } from './model.js';
export { lexicalOptionsSchema } from './options.js';
export type { LexicalOptions } from './options.js';
