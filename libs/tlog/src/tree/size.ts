/** Whether a number can be a size or an index of a tree: whole, not negative, and exact as a double. */
export const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
