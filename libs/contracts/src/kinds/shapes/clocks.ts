/**
 * The clocks: C1 delivered, C2 acknowledged by a person, C3 provisional hold, C3b lookup answered by machine, C4 final
 * answer, C5 subject list, C6 legal document, C7 end of hold, C8 receipt confirmed, C9 released, C10 recalled by all,
 * C11 redress decided.
 */
export const CLOCKS = ['C1', 'C2', 'C3', 'C3b', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10', 'C11'] as const;

/** How fast a request must move. */
export const PRIORITIES = ['EMERGENCY', 'URGENT', 'ROUTINE'] as const;
