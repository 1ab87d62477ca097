import { HubError } from '@holdfast/contracts';

/** Why no token is given, in the words of RFC 6749, 5.2. */
export type TokenError = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type';

/** No token. The text names the rule that was broken and nothing that a guesser could use. */
export class TokenRefused extends HubError {
  readonly code = 'auth.token-refused';

  constructor(
    readonly error: TokenError,
    description: string,
    cause?: unknown,
  ) {
    super(description, { error }, { cause });
  }
}

/** The client is not who it says, or may not have a token. */
export function invalidClient(description: string, cause?: unknown): TokenRefused {
  return new TokenRefused('invalid_client', description, cause);
}
