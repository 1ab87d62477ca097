/** A record on its way to a topic. */
export interface OutgoingRecord {
  topic: string;
  key: string;
  value: Buffer | null;
  headers: Record<string, string | Buffer>;
}
