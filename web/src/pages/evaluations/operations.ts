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

/** What is known of a report before it is read. */
export const EvaluationHeadQuery = graphql(`
  query EvaluationHead($id: ID!) {
    evaluation(id: $id) {
      id
      label
      protocol
      createdAt
      data
      verdict
      format
      url
      isReadable
      parameters
    }
  }
`);

/** Everything that a report shows. */
export const EvaluationReportQuery = graphql(`
  query EvaluationInFull($id: ID!) {
    evaluation(id: $id) {
      results {
        testSet
        variant
        router
        alpha
        metrics {
          metric
          value
          low
          high
        }
      }
      differences {
        testSet
        variant
        router
        against
        alpha
        verdict
        sentence
        difference {
          metric
          value
          low
          high
        }
      }
      report {
        title
        reproduces
        sentences
        notes
        seed
        theta
        resamples
        level
        data {
          testSet
          title
          trainQueries
          testQueries
          testResponses
          droppedQueries
          llms
          folds
          costSource
          warmUpWeight
          tasks {
            task
            queries
          }
        }
        curves {
          id
          title
          diagonal
          x {
            label
            unit
          }
          y {
            label
            unit
          }
          series {
            name
            reference
            points {
              x
              y
              low
              high
              label
            }
          }
        }
        tables {
          id
          title
          columns {
            id
            label
            format
            better
          }
          rows {
            reference
            cells {
              text
              value
              low
              high
            }
          }
        }
        breakdowns {
          testSet
          variant
          router
          reference
          alpha
          tasks {
            task
            performance
          }
          shares {
            llm
            share
          }
        }
        routers {
          testSet
          variant
          router
          title
          reference
          output
          metrics {
            metric
            value
            low
            high
          }
          reliability {
            count
            meanPredicted
            meanObserved
          }
        }
      }
    }
  }
`);

/** What an evaluation can be started from. */
export const EvaluationOptionsQuery = graphql(`
  query EvaluationOptions {
    evaluationProtocols {
      id
      title
      description
      reproduces
      parameters
    }
    installedRouters {
      id
      title
      description
      evaluationOnly
    }
    trainingSources {
      source
      queries
      responses
    }
  }
`);

export const StartEvaluationMutation = graphql(`
  mutation StartDashboardEvaluation($input: StartEvaluationInput!) {
    startEvaluation(input: $input) {
      id
    }
  }
`);
