import { graphql } from '../../gql';

/** Stored evaluations, newest first, a page at a time. */
export const EvaluationsQuery = graphql(`
  query Evaluations($first: Int!, $after: String) {
    evaluations(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        label
        protocol
        createdAt
        data
        verdict
        url
      }
    }
    evaluationProtocols {
      id
      title
      description
      reproduces
    }
  }
`);
