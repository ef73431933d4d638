import catalogue from './examples/catalogue.graphql?raw';
import compare from './examples/compare.graphql?raw';
import decisions from './examples/decisions.graphql?raw';
import jobs from './examples/jobs.graphql?raw';
import queryProfile from './examples/query-profile.graphql?raw';
import route from './examples/route.graphql?raw';
import routeMany from './examples/route-many.graphql?raw';

/**
 * Ready operations, one a tab; `npm test` validates each file against schema.graphql. Their inputs are literals because
 * GraphiQL 4 leaves the variables of the first default tab out.
 */
export const TABS = [route, compare, routeMany, queryProfile, catalogue, decisions, jobs].map((query) => ({ query }));
