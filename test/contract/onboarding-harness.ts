export * from '../../src/plugin-testing/onboarding-harness.js';
