/** Exit code of a screening that found something: no failure, and told apart from every failure. */
export const FLAGGED = 5;
