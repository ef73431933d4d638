export { bestSingle } from './best-single.js';
export { large, small } from './by-cost.js';
export { oracle } from './oracle.js';
export { random } from './random.js';
