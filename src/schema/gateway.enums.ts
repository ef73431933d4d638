import type { CircuitStateName } from '../gateway/breakers.js';
import type { AttemptPurpose, CallOutcome } from '../gateway/ports.js';
import { describedEnum } from './enums.js';

export const CallOutcomeEnum = describedEnum(
  'GatewayCallOutcome',
  'How a request to the gateway ended.',
  { ANSWERED: 'ANSWERED', REFUSED: 'REFUSED', FAILED: 'FAILED', CUT: 'CUT', CLIENT_GONE: 'CLIENT_GONE' } satisfies {
    [O in CallOutcome]: O;
  },
  {
    ANSWERED: 'All of an answer went out.',
    REFUSED: 'A provider found the request wrong.',
    FAILED: 'No provider answered.',
    CUT: 'The answer broke off after its first token had gone out.',
    CLIENT_GONE: 'The client left before it had its answer.',
  },
);

export const AttemptPurposeEnum = describedEnum(
  'GatewayAttemptPurpose',
  'What a provider was asked for.',
  { ANSWER: 'ANSWER', VERIFICATION: 'VERIFICATION' } satisfies { [P in AttemptPurpose]: P },
  { ANSWER: 'The request of the client.', VERIFICATION: 'In a cascade: whether an LLM thinks its own answer right.' },
);

export const CircuitStateEnum = describedEnum(
  'GatewayCircuitState',
  'Whether an LLM at a provider is asked.',
  { CLOSED: 'CLOSED', OPEN: 'OPEN', HALF_OPEN: 'HALF_OPEN' } satisfies { [S in CircuitStateName]: S },
  {
    CLOSED: 'It is asked.',
    OPEN: 'It failed too often in a row and is left alone for a while.',
    HALF_OPEN: 'One request tries whether it is back.',
  },
);
