import { TokenRefused } from './token-refused.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const GRANT_TYPE = 'client_credentials';

/** A request for a token: a signed assertion, and the client id where the client repeats it. */
export interface TokenRequest {
  assertion: string;
  clientId: string | undefined;
}

/** Reads the form of RFC 6749, 4.4 and RFC 7523, 2.2. Throws TokenRefused. */
export function tokenRequestOf(form: string): TokenRequest {
  const fields = new URLSearchParams(form);
  const one = (name: string): string | undefined => {
    const [value, ...more] = fields.getAll(name);
    if (more.length > 0) throw new TokenRefused('invalid_request', `${name} occurs more than once`);
    return value;
  };
  const grant = one('grant_type');
  if (grant === undefined) throw new TokenRefused('invalid_request', 'grant_type is missing');
  if (grant !== GRANT_TYPE) throw new TokenRefused('unsupported_grant_type', `grant_type must be ${GRANT_TYPE}`);
  if (one('client_assertion_type') !== ASSERTION_TYPE) {
    throw new TokenRefused('invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`);
  }
  const assertion = one('client_assertion');
  if (!assertion) throw new TokenRefused('invalid_request', 'client_assertion is missing');
  return { assertion, clientId: one('client_id') };
}
