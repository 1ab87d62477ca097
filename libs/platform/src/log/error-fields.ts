import { HubError } from '@holdfast/contracts';

/** What may be said of an error: its code and its own safe details; of a foreign error its code, name and place. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (error instanceof HubError) {
    const cause = error.cause === undefined ? {} : { cause: errorFields(error.cause) };
    return { ...error.details, ...cause, code: error.code };
  }
  if (!(error instanceof Error)) return { code: 'unknown' };
  return { code: codeOf(error), name: error.name, at: placeOf(error) };
}

/** Codes of the system, of PostgreSQL and of Node are one short word; anything else may be a text with values. */
function codeOf(error: Error): string {
  const { code }: { code?: unknown } = Object(error);
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? code : error.name;
}

/** The first frame of the stack. The text before the frames is left out, since it may quote a value. */
function placeOf({ message, stack = '' }: Error): string | undefined {
  const frames = stack.slice(stack.indexOf(message) + message.length);
  return stack.includes(message) ? /^ {4}at .+$/m.exec(frames)?.[0].trim() : undefined;
}
