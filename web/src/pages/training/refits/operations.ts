import { graphql } from '../../../gql';

/** A refit as a list shows it. */
export const RefitRow = graphql(`
  fragment RefitRow on Refit {
    id
    label
    status
    trigger
    createdAt
    endedAt
    candidate
    error {
      code
      message
      hint
    }
    report {
      promoted
      reason
    }
  }
`);

export const RefitsQuery = graphql(`
  query DashboardRefits {
    refits(first: 20) {
      ...RefitRow
    }
    refitSchedule {
      everyMinutes
      minResponses
      running
      refits
      promoted
      failed
      nextAt
      note
    }
  }
`);

export const RefitMutation = graphql(`
  mutation StartRefit($input: RefitInput) {
    refit(input: $input) {
      id
    }
  }
`);

export const RefitQuery = graphql(`
  query DashboardRefit($id: ID!) {
    storedRefit(id: $id) {
      ...RefitRow
      report {
        alpha
        candidate
        over
        promoted
        reason
        costSource
        resamples
        seed
        lostLlms
        gainedLlms
        missing {
          router
          reason
        }
        checks {
          name
          met
          text
        }
        data {
          queries
          trained
          heldOut
          compared
          newResponses
          noChoice
          seenByServing
          seenByCandidate
          favoursServing
        }
        routers {
          router
          counts
          queries
          changed
          verdict
          serving {
            reward
            performance
            cost
          }
          candidate {
            reward
            performance
            cost
          }
          reward {
            value
            low
            high
          }
          performance {
            value
            low
            high
          }
          cost {
            value
            low
            high
          }
        }
      }
    }
  }
`);
