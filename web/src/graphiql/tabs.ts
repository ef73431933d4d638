import catalogue from './examples/catalogue.graphql?raw';
import compare from './examples/compare.graphql?raw';
import decisions from './examples/decisions.graphql?raw';
import profile from './examples/query-profile.graphql?raw';
import route from './examples/route.graphql?raw';
import routeMany from './examples/route-many.graphql?raw';

const json = (variables: object): string => JSON.stringify(variables, null, 2);

/** Ready operations, one a tab; `npm test` validates each file against schema.graphql. */
export const TABS = [
  {
    query: route,
    variables: json({ input: { query: 'Prove that the square root of 2 is irrational.', alpha: 0.8 } }),
  },
  { query: compare, variables: json({ input: { query: 'Translate “good morning” into Chinese.' } }) },
  {
    query: routeMany,
    variables: json({
      inputs: [
        { query: 'What is 17 × 23?' },
        { query: 'Write a binary search in Rust.', alpha: 0.5 },
        { query: 'Who painted The Night Watch?', pool: 'routerbench' },
      ],
    }),
  },
  { query: profile, variables: json({ text: 'Name three prime numbers between 80 and 100.' }) },
  { query: catalogue },
  { query: decisions },
];
