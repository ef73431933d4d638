export * from '../../src/plugin-testing/router-harness.js';
