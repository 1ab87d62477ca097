export type { Loss } from './loss.js';
export { readAmount, readFloatAmount } from './values/decimal.js';
export type { AmountReading, NumberDialect, NumberStyle } from './values/decimal.js';
export { localTimeIn } from './values/local-time.js';
export type { InstantReading } from './values/local-time.js';
