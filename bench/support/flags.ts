import { testFlag } from '../../test/support/partner.js';

const template = JSON.stringify(testFlag('REFERENCE'));

/** Distinct flags, each as one line of JSON. */
export function flagLines(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => template.replace('REFERENCE', `${prefix}-${at}`));
}

/** The lines as a streamed body, in chunks of a thousand. */
export function streamed(lines: readonly string[]): ReadableStream<Uint8Array> {
  let at = 0;
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      if (at >= lines.length) return controller.close();
      controller.enqueue(encoder.encode(`${lines.slice(at, at + 1_000).join('\n')}\n`));
      at += 1_000;
      return undefined;
    },
  });
}
