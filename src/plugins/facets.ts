import type { Capability } from './contract.js';

/** The members that a declared capability must bring, with their type: what a loaded router is checked against. */
export const FACETS: Readonly<Record<Capability, Readonly<Record<string, 'function' | 'number'>>>> = {
  itemParameters: { describeItems: 'function' },
  abilities: { abilityDims: 'number', ability: 'function' },
  unseenLlms: { predictsUnseen: 'function' },
  onboarding: { predictionDeviation: 'function', posterior: 'function', sensitivity: 'function' },
  policy: { decide: 'function' },
  cascade: { replay: 'function' },
  clusters: { describe: 'function', correct: 'function' },
};
