/**
 * The HTTP status of each error code, in one place. A code that is not listed is a fault of ours: 503 where the same
 * call
 * may succeed later, else 500.
 */
export const STATUS: Readonly<Record<string, number>> = {
  'message.rejected': 400,
  'auth.invalid': 401,
  'policy.refused': 403,
  'resource.unknown': 404,
  'payload.too-large': 413,
  'media-type.unsupported': 415,
  'rate.exceeded': 429,
  'hub.unavailable': 503,
  'bus.unavailable': 503,
  'bus.overloaded': 503,
};
