import type { Described } from './exposition.js';
import { familySamples, one } from './exposition.js';
import type { Meters } from './meters.js';

export const requestMetrics = ({ requests, statements }: Meters): readonly Described[] => [
  {
    name: 'theta_http_request_duration_seconds',
    help: 'HTTP requests by method, route pattern and status; _count is their number.',
    type: 'histogram',
    collect: () => familySamples(requests.requests.members()),
  },
  {
    name: 'theta_graphql_operation_duration_seconds',
    help: 'GraphQL operations by type, name and outcome (ok, error). The first 100 names have a series each, later ones share (other).',
    type: 'histogram',
    collect: () => familySamples(requests.operations.members()),
  },
  {
    name: 'theta_graphql_errors_total',
    help: 'Errors in GraphQL answers by code (docs/errors.md).',
    type: 'counter',
    collect: () => requests.errors.members(),
  },
  {
    name: 'theta_subscriptions_open',
    help: 'Open GraphQL subscriptions.',
    type: 'gauge',
    collect: () => one(requests.streams),
  },
  {
    name: 'theta_database_statement_duration_seconds',
    help: 'Statements on the database by their first word and outcome (ok, error), the wait for a connection included.',
    type: 'histogram',
    collect: () => familySamples(statements.statements.members()),
  },
];
