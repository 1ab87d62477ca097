/** What was read is not what its specification says; the message says what, never the bytes. */
export class TlogMalformed extends Error {
  override readonly name = 'TlogMalformed';
}
