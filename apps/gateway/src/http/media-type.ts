import { HubError } from '@holdfast/contracts';
import type { FastifyRequest } from 'fastify';

/** The body comes in a form that this address does not read; `details.supported` names those it does. */
export class MediaTypeUnsupported extends HubError {
  readonly code = 'media-type.unsupported';
}

/** Which of the supported media types the body has. Parameters are allowed, compression is not. */
export function mediaTypeOf<T extends string>({ headers }: FastifyRequest, ...supported: T[]): T {
  const { 'content-encoding': encoding = 'identity', 'content-type': given = '' } = headers;
  if (encoding.toLowerCase() !== 'identity') {
    throw new MediaTypeUnsupported('Content-Encoding must be identity', { supported: ['identity'] });
  }
  const [essence = ''] = given.split(';');
  const known = supported.find((each) => each === essence.trim().toLowerCase());
  if (known === undefined)
    throw new MediaTypeUnsupported(`Content-Type must be ${supported.join(' or ')}`, { supported });
  return known;
}
