export { audienceKeys, MEMBERS, partnerKey } from './audience-keys.js';
export { mayPublish } from './may-publish.js';
export { mayRead } from './may-read.js';
export type { Readable } from './may-read.js';
export { afterEntry, keysOf } from './membership.js';
export type { Interval } from './membership.js';
export type { Verdict } from './verdict.js';
