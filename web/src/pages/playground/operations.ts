import { graphql } from '../../gql';

/** What the form offers. */
export const OptionsQuery = graphql(`
  query Options {
    routers {
      id
      title
      description
      isDefault
    }
    pools {
      id
      description
      isDefault
      llms {
        id
      }
    }
  }
`);

export const RankedLlmFields = graphql(`
  fragment RankedLlmFields on RankedLlm {
    llm {
      id
      name
      developer
      price {
        inputPerMillion
        outputPerMillion
      }
    }
    score
    predictedPerformance
    performanceInterval {
      low
      high
      level
    }
    preference
    cost
  }
`);

export const RefusalFields = graphql(`
  fragment RefusalFields on RouteRefusal {
    code
    message
    hint
    excluded {
      llm
      reason
    }
  }
`);

export const DecisionFields = graphql(`
  fragment DecisionFields on RoutingDecision {
    id
    llm {
      id
      name
      developer
      price {
        inputPerMillion
        outputPerMillion
      }
    }
    predictedPerformance
    preference
    cost
    score
    alpha
    beta
    warmUpWeight
    router
    version
    timing {
      embedMs
      neighboursMs
      predictMs
      totalMs
    }
    ranking {
      ...RankedLlmFields
    }
    cascade {
      steps {
        llm {
          id
          name
        }
        predictedPerformance
        acceptAt
        reach
      }
      expectedPerformance
      expectedCost
    }
    explanation {
      text
      scoreTerms {
        name
        value
      }
      runnerUp {
        llm {
          id
          name
        }
        scoreGap
      }
      alphaInterval {
        from
        to
      }
    }
    neighbours {
      query {
        id
        text
        task
      }
      similarity
      performance {
        llm {
          id
        }
        performance
      }
    }
    excluded {
      llm
      reason
    }
  }
`);

export const ComparisonFields = graphql(`
  fragment ComparisonFields on ComparisonEntry {
    router
    result {
      __typename
      ... on RoutingDecision {
        llm {
          id
          name
        }
        predictedPerformance
        preference
        cost
        score
        cascade {
          steps {
            llm {
              id
              name
            }
          }
        }
      }
      ... on RouteRefusal {
        code
        message
      }
    }
  }
`);

/** One query, decided by the chosen router and, side by side, by all of them. */
export const DecideQuery = graphql(`
  query Decide($input: RouteInput!) {
    route(input: $input) {
      __typename
      ...DecisionFields
      ...RefusalFields
    }
    compare(input: $input) {
      entries {
        ...ComparisonFields
      }
    }
  }
`);
