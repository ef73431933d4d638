export * from '../../src/plugin-testing/router-plugin.suite.js';
