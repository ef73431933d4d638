import { graphql } from '../../../gql';

/** Where a job stands, without its curves. */
export const JobRow = graphql(`
  fragment JobRow on Job {
    id
    kind
    status
    createdAt
    startedAt
    endedAt
    version
    evaluation
    progress {
      stage
      done
      total
      unit
    }
    request {
      label
    }
    evaluationRequest {
      label
      protocol
    }
    error {
      code
      message
    }
  }
`);

export const JobsQuery = graphql(`
  query DashboardJobs {
    jobs {
      ...JobRow
    }
  }
`);

export const JobChangesSubscription = graphql(`
  subscription DashboardJobChanges {
    jobChanges {
      ...JobRow
    }
  }
`);

/** A job with everything it has measured. */
export const JobDetail = graphql(`
  fragment JobDetail on Job {
    ...JobRow
    progress {
      metrics
    }
    curves {
      stage
      run
      unit
      steps
      series {
        name
        values
      }
    }
    request {
      label
      routers
      sources
      seed
      hyperparameters
      embedder
      promote
    }
    evaluationRequest {
      protocol
      label
      routers
      sources
      testSources
      folds
      seed
      parameters
    }
    embedding {
      embedded
      fromStore
    }
    error {
      code
      message
      hint
    }
  }
`);

export const JobQuery = graphql(`
  query DashboardJob($id: ID!) {
    job(id: $id) {
      ...JobDetail
    }
  }
`);

export const JobProgressSubscription = graphql(`
  subscription DashboardJobProgress($id: ID!) {
    jobProgress(id: $id) {
      ...JobDetail
    }
  }
`);

export const CancelMutation = graphql(`
  mutation CancelDashboardJob($id: ID!) {
    cancelJob(id: $id) {
      id
      status
    }
  }
`);
