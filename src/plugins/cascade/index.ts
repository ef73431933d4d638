export { automix } from './automix.js';
export { frugalGpt } from './frugal-gpt.js';
