import { graphql } from '../../gql';

/** What the filters offer. */
export const TrafficOptionsQuery = graphql(`
  query TrafficOptions {
    llms {
      id
      name
    }
    pools {
      id
    }
    routers {
      id
      title
    }
  }
`);

export const TrafficFiguresFields = graphql(`
  fragment TrafficFiguresFields on TrafficFigures {
    decisions
    spend {
      decisions
      usd
    }
    reference {
      decisions
      usd
      referenceUsd
      savedUsd
    }
    prediction {
      decisions
      mean
    }
    abstention {
      decisions
      abstained
    }
    feedback {
      statements
      scores
      meanScore
      thumbsUp
      thumbsDown
    }
    latency {
      p50
      p90
      p99
    }
  }
`);

/** Everything that the page draws, in one request. */
export const TrafficQuery = graphql(`
  query Traffic($input: TrafficInput) {
    traffic(input: $input) {
      from
      to
      bucket
      starts
      totals {
        ...TrafficFiguresFields
      }
      series {
        decisions
        spend {
          usd
        }
        reference {
          referenceUsd
          savedUsd
        }
        prediction {
          mean
        }
        feedback {
          meanScore
        }
        abstention {
          decisions
          abstained
        }
        latency {
          p50
          p90
          p99
        }
      }
      groups {
        key
        isRest
        members
        figures {
          ...TrafficFiguresFields
        }
        series {
          decisions
        }
      }
    }
  }
`);

export const LatestDecisionsQuery = graphql(`
  query LatestDecisions($filter: DecisionFilter, $first: Int, $after: String) {
    decisions(filter: $filter, first: $first, after: $after) {
      nodes {
        ...LoggedRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const LoggedRow = graphql(`
  fragment LoggedRow on LoggedDecision {
    id
    createdAt
    query
    router
    pool
    llmId
    llm {
      id
      name
    }
    predictedPerformance
    expectedUsd
    abstained
    durationMs
    tags
  }
`);

export const LiveDecisionsSubscription = graphql(`
  subscription LiveDecisions($filter: DecisionFilter) {
    decisionsLogged(filter: $filter) {
      decisions {
        ...LoggedRow
      }
      leftOut
    }
  }
`);

export const LoggedDecisionQuery = graphql(`
  query LoggedDecisionDetail($id: ID!) {
    decision(id: $id) {
      ...LoggedRow
      version
      alpha
      score
      cost
      warmUpWeight
      nearestSimilarity
      exploration {
        explored
        propensity
      }
      ranking {
        llm
        score
        predictedPerformance
        cost
        expectedUsd
      }
      feedback {
        id
        createdAt
        score
        thumbs
        preferredLlm
        correctedLabel
        reporter
      }
    }
  }
`);

export const DriftCheckFields = graphql(`
  fragment DriftCheckFields on DriftCheck {
    kind
    llm
    verdict
    text
    causes
    examples {
      id
    }
  }
`);

export const DriftStatusQuery = graphql(`
  query TrafficDriftStatus {
    driftStatus {
      everyMinutes
      nextAt
      error
      latest {
        createdAt
        text
        alerts {
          ...DriftCheckFields
        }
      }
    }
  }
`);

export const DriftNowQuery = graphql(`
  query TrafficDriftNow($input: DriftInput) {
    drift(input: $input) {
      createdAt
      text
      alerts {
        ...DriftCheckFields
      }
    }
  }
`);
