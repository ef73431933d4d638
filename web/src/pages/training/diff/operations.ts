import { graphql } from '../../../gql';

export const VersionNamesQuery = graphql(`
  query VersionNames {
    routerSets {
      version
      label
      serving
    }
    llms {
      id
      name
    }
  }
`);

/** Everything that changes from one version to another. */
export const DiffFields = graphql(`
  fragment DiffFields on VersionDiff {
    from
    to
    alpha
    pool
    reason
    abilities {
      router
      llm
      dimension
      name
      before {
        mean
        deviation
      }
      after {
        mean
        deviation
      }
    }
    decisions {
      router
      probes
      changed
      moves {
        from
        to
        probes
      }
      added
      removed
      performance {
        llm
        before
        after
      }
      predictedPerformance {
        before
        after
      }
      cost {
        before
        after
      }
      gain
    }
  }
`);

export const DiffQuery = graphql(`
  query DashboardVersionDiff($from: ID!, $to: ID!) {
    versionDiff(from: $from, to: $to) {
      ...DiffFields
    }
  }
`);
