import type { TokenError } from '../../../../apps/gateway/src/token/token-refused.js';
import type { TokenAnswer } from '../../../../apps/gateway/src/token/tokens.js';
import { answerSchema, text, whole, words } from '../fields.js';
import { jsonAnswer, operation } from '../operation.js';
import type { Paths } from '../operation.js';

const TOKEN_ANSWER = answerSchema<TokenAnswer>('TokenAnswer', {
  access_token: text('The token, for `Authorization: Bearer`.'),
  token_type: { const: 'Bearer' },
  expires_in: whole('Seconds until it ends.'),
});

const TOKEN_ERRORS: readonly TokenError[] = ['invalid_request', 'invalid_client', 'unsupported_grant_type'];

/** A refused token is told in the words of RFC 6749, 5.2. */
const TOKEN_REFUSED = answerSchema<{ error: TokenError; error_description: string }>('TokenRefused', {
  error: words(TOKEN_ERRORS, 'Which rule of OAuth was broken.'),
  error_description: text('What to change.'),
});

const TOKEN_REQUEST = {
  type: 'object',
  properties: {
    grant_type: { const: 'client_credentials' },
    client_assertion_type: { const: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
    client_assertion: text(
      'A JWT signed with a key of the partner or of its officer (EdDSA or ES256, header `kid`): `iss` the partner, ' +
        '`sub` the partner or the id of the officer who acts, `aud` the URL of this hub, `exp` at most 60 s ahead, ' +
        '`jti` used once.',
    ),
    client_id: text('The client, where the assertion does not say it alone.'),
  },
  required: ['grant_type', 'client_assertion_type', 'client_assertion'],
};

const METADATA = {
  type: 'object',
  properties: { issuer: text('URL of this hub.'), token_endpoint: text('Where.'), jwks_uri: text('Its keys.') },
  required: ['issuer', 'token_endpoint', 'jwks_uri'],
};

const KEYS = {
  type: 'object',
  properties: { keys: { type: 'array', items: { type: 'object' }, description: 'JSON Web Keys.' } },
  required: ['keys'],
};

/** How a client gets a token. */
export const tokenPaths: Paths = {
  '/oauth/token': {
    post: operation({
      id: 'requestToken',
      tag: 'Tokens',
      summary: 'An access token for a signed assertion',
      description: 'Client credentials with `private_key_jwt` (RFC 6749, 4.4; RFC 7523).',
      body: { 'application/x-www-form-urlencoded': { schema: TOKEN_REQUEST } },
      answers: {
        200: jsonAnswer('The token.', TOKEN_ANSWER),
        400: jsonAnswer('The request is not one for a token.', TOKEN_REFUSED),
        401: jsonAnswer('The assertion does not hold.', TOKEN_REFUSED),
      },
      problems: [413, 415, 429, 503],
      isOpen: true,
    }),
  },
  '/oauth/jwks': {
    get: operation({
      id: 'tokenKeys',
      tag: 'Tokens',
      summary: 'The public key that access tokens are signed with',
      answers: { 200: jsonAnswer('A JWK Set (RFC 7517).', KEYS) },
      problems: [],
      isOpen: true,
    }),
  },
  '/.well-known/oauth-authorization-server': {
    get: operation({
      id: 'authorizationServer',
      tag: 'Tokens',
      summary: 'Authorization server metadata (RFC 8414)',
      answers: { 200: jsonAnswer('The metadata.', METADATA) },
      problems: [],
      isOpen: true,
    }),
  },
};
