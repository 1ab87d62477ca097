import type { Fault } from '../../errors/message-rejected.js';

/** A part of a body that belongs to some messages only. */
interface Part {
  pointer: string;
  rule: string;
  present: boolean;
  needed: boolean;
  /** Whether it may be there; absent: only where it is needed. */
  allowed?: boolean;
}

/** A part is there when the rest of the message calls for it, and only where it belongs. */
export function partFaults({ pointer, rule, present, needed, allowed = needed }: Part): Fault[] {
  if (needed && !present) return [{ pointer, rule, message: 'is missing: the rest of the message calls for it' }];
  if (present && !allowed) return [{ pointer, rule, message: 'contradicts the rest of the message; remove it' }];
  return [];
}

/** Each value once; the fault stands where it occurs again. */
export function uniqueFaults(
  values: readonly (string | number)[],
  pointerOf: (at: number) => string,
  rule: string,
): Fault[] {
  const first = new Map(values.map((value, at) => [value, at] as const).toReversed());
  return values.flatMap((value, at) =>
    first.get(value) === at ? [] : [{ pointer: pointerOf(at), rule, message: 'occurs twice; name it once' }],
  );
}
