import { HubError } from './hub-error.js';

/** The caller is not who they say, or their token is expired, foreign or used before. */
export class Unauthorised extends HubError {
  readonly code = 'auth.invalid';
}

/** The caller is known and may not do this; `details.rule` names the policy rule. */
export class Forbidden extends HubError {
  readonly code = 'policy.refused';
}

/** Nothing is there for this caller; what they may not see is not there either. */
export class NotFound extends HubError {
  readonly code = 'resource.unknown';
}
