import { graphql } from '../../gql';

/** A stored version as a list shows it. */
export const VersionRow = graphql(`
  fragment VersionRow on RouterSet {
    version
    label
    createdAt
    serving
    seed
    defaultRouter
    warmUpWeight
    routers
    summary
    calibrations {
      router
      calibration {
        queries
        pairs
        before {
          ece
          brier
        }
        after {
          ece
          brier
        }
      }
    }
  }
`);

/** What is stored, what serves and since when, and what could be trained on. */
export const TrainingOverviewQuery = graphql(`
  query TrainingOverview {
    routerSets {
      ...VersionRow
    }
    rollbackTarget
    promotions {
      version
      promotedAt
      isRollback
      reason
    }
    trainingSources {
      source
      queries
      responses
    }
  }
`);

export const PromoteMutation = graphql(`
  mutation PromoteVersion($version: ID!) {
    promoteRouterSet(version: $version) {
      version
    }
  }
`);

export const RollbackMutation = graphql(`
  mutation RollBackVersion {
    rollback {
      version
    }
  }
`);

/** One version with its held-out figures in full. */
export const VersionsQuery = graphql(`
  query StoredVersions {
    routerSets {
      ...VersionRow
      calibrations {
        router
        calibration {
          intervalLevel
          performanceCoverage
          outcomeCoverage
          before {
            curve {
              count
              meanPredicted
              meanObserved
            }
          }
          after {
            curve {
              count
              meanPredicted
              meanObserved
            }
          }
        }
      }
    }
    promotions {
      version
      promotedAt
      isRollback
      reason
    }
  }
`);
