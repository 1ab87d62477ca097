import { kindOf } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';

/** The message that this one is about, when it is about one. */
export function targetOf(envelope: Envelope): string | undefined {
  return kindOf(envelope.kind, envelope.version)?.target?.(envelope);
}
