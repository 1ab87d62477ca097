/** What of a log does not hold, and where exactly. */
export interface Finding {
  /** The file, below the log. */
  path: string;
  says: string;
}
