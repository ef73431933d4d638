import { graphql } from '../../../gql';

/** What a training can be started from. */
export const StartOptionsQuery = graphql(`
  query TrainingOptions {
    installedRouters {
      id
      title
      description
      maturity
      output
      evaluationOnly
      hyperparameters {
        name
        kind
        nullable
        defaultValue
        minimum
        maximum
        choices
        meaning
        source
      }
    }
    trainingSources {
      source
      queries
      responses
    }
    routerSets {
      version
      label
      serving
      summary
    }
  }
`);

export const TrainMutation = graphql(`
  mutation StartTraining($input: TrainRoutersInput!) {
    trainRouters(input: $input) {
      id
    }
  }
`);
