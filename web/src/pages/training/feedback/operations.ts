import { graphql } from '../../../gql';

export const FeedbackReportFields = graphql(`
  fragment FeedbackReportFields on FeedbackReport {
    read
    teaching
    fresh
    replaced
    beyond
    weighedDown
    left {
      reason
      statements
      text
    }
    reporters {
      reporter
      statements
      influence
      verdict
    }
    disagreements {
      llm
      task
      statements
      reporters
      observed
      predicted
      bias
      low
      high
    }
  }
`);

/** An update from feedback, whether or not it serves. */
export const UpdateFields = graphql(`
  fragment UpdateFields on FeedbackUpdate {
    version
    label
    over
    approved
    withinLimits
    limits {
      name
      met
      text
    }
    report {
      fresh
      teaching
    }
  }
`);

export const LearningQuery = graphql(`
  query Learning {
    feedbackReport {
      ...FeedbackReportFields
    }
    learningStatus {
      everyMinutes
      approveWithinLimits
      updates
      failed
      nextAt
      running
      error
      latest {
        ...UpdateFields
      }
    }
  }
`);

export const LearnMutation = graphql(`
  mutation LearnNow {
    learnFromFeedback {
      ...UpdateFields
    }
  }
`);

export const ApproveMutation = graphql(`
  mutation ApproveFeedbackUpdate($version: ID!) {
    approveUpdate(version: $version) {
      version
    }
  }
`);
