import { hash } from 'node:crypto';
import { textOf } from './post-checkpoint.js';
import type { Witness } from './read-witnesses.js';

const TIMEOUT_MS = 2_000;

/**
 * The checkpoints of a log that its witnesses cosigned last, as far as they answer. They remember what was signed even
 * where database and topics were set back: a writer signs nothing unless its record leads to it.
 */
export async function witnessed(witnesses: readonly Witness[], origin: string): Promise<string[]> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answers = await Promise.allSettled(
    witnesses.map(async ({ url }) => {
      const response = await fetch(`${url}/${hash('sha256', origin)}/checkpoint`, { redirect: 'error', signal });
      return response.ok ? [await textOf(response)] : [];
    }),
  );
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}
