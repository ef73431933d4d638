export * from './catalogue.table.js';
export * from './router-sets.table.js';
export * from './responses.table.js';
export * from './decisions.table.js';
export * from './feedback.table.js';
export * from './evaluations.table.js';
export * from './embedded-texts.table.js';
export * from './shadow-decisions.table.js';
