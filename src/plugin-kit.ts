/** What the author of a router plugin outside this repository needs: `import … from 'theta-router/plugin-kit'`. */
export type { Artifact, Json, Tensor } from './domain/artifact.js';
export { expectArtifact, tensorOf } from './domain/artifact.js';
export { ThetaError, throwIfAborted } from './domain/errors.js';
export type { LlmId } from './domain/ids.js';
export { llmId } from './domain/ids.js';
export type { Matrix } from './domain/matrix.js';
export { dot, matrix, row } from './domain/matrix.js';
export type { ResponseMatrix } from './domain/responses.js';
export { densePerformance, meanPerformance } from './domain/responses.js';
export type * from './plugins/contract.js';
export { defineRouter } from './plugins/contract.js';
