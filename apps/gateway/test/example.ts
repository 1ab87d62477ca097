import { example as exampleOf } from '../../../libs/contracts/test/examples.js';

/** The shortest example of a kind, under a reference of its own, from whoever sends it. */
export function example(kind: string, reference: string) {
  const { sender: _anybody, ...message } = exampleOf(kind);
  return { ...message, reference };
}

export const flag = (reference: string) => example('address-flag', reference);
