import { HEADER } from '@holdfast/bus';
import type { JsonSchema } from '@holdfast/contracts';

type Name = keyof typeof HEADER;

/** What each header says; a header that is declared and not explained here does not compile. */
const MEANING: Readonly<Record<Name, string>> = {
  id: 'CloudEvents id: the messageId.',
  source: 'CloudEvents source: the sender.',
  type: 'CloudEvents type: kind and version, as `<kind>.v<n>`.',
  specVersion: 'CloudEvents version: 1.0.',
  contentType: 'Media type of the value.',
  salt: '32 random bytes, raw: they make the place in the tree unguessable.',
  index: 'Place in the record, as decimal digits.',
  record: 'The canonical record of the entry, as JSON text: see the schema CanonicalRecord.',
  tick: 'Nothing that was accepted before this time comes after this point.',
  effect: 'Index of the message that takes effect here, as decimal digits; absent where none does.',
  erases: 'Indexes of the entries whose messages are erased here, as ranges such as 5-900,1000; absent where none are.',
  erased: 'What remains of an entry whose message was erased, as JSON text; the value is empty then.',
};

/** CloudEvents 1.0 in binary mode, and what the ledger needs. */
export const SUBMITTED: readonly Name[] = ['id', 'source', 'type', 'specVersion', 'contentType', 'salt'];

/** The schema of these headers; `optional` ones may be absent. */
export function headersSchema(names: readonly Name[], optional: readonly Name[] = []): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...names, ...optional].map((name) => [HEADER[name], { type: 'string', description: MEANING[name] }]),
    ),
    required: names.map((name) => HEADER[name]),
  };
}
