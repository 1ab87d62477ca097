import { MessageRejected } from '../errors/message-rejected.js';
import { escapePointer } from '../fields/parse.js';
import { duplicateKeyIn } from './duplicate-key.js';

const MAX_DEPTH = 64;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads JSON without losing anything: refuses bytes that are not UTF-8, a key that occurs twice in one object,
 * integers beyond 2^53 - 1, and nesting deeper than 64.
 */
export function readJson(input: Uint8Array | string): unknown {
  const json = typeof input === 'string' ? input : decode(input);
  const members = countMembers(json);
  const value = parseJson(json);
  const kept = countKept(value);
  if (kept === INEXACT)
    throw fault(inexactNumberIn(value, ''), 'number', 'exceeds 2^53 - 1; large amounts are strings');
  if (kept !== members) throw fault(duplicateKeyIn(json), 'duplicate-key', 'this key occurs twice in one object');
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw fault('', 'utf-8', 'the bytes are not valid UTF-8', cause);
  }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw fault('', 'json', 'this is not JSON', cause);
  }
}

/** Colons outside strings, one for each member as it was written; JSON.parse keeps the last of equal keys only. */
function countMembers(json: string): number {
  let members = 0;
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const char = json.charCodeAt(at);
    if (char === QUOTE) at = endOfString(json, at);
    else if (char === COLON) members++;
    else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
      if (++depth > MAX_DEPTH) throw fault('', 'depth', `nesting is deeper than ${MAX_DEPTH}`);
    } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) depth--;
  }
  return members;
}

const [QUOTE, COLON, OPEN_BRACE, OPEN_BRACKET, CLOSE_BRACE, CLOSE_BRACKET, BACKSLASH] = [34, 58, 123, 91, 125, 93, 92];

function endOfString(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (json.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return json.length;
}

const INEXACT = -1;

/** Counts the members that were kept; INEXACT where a number is one that a double cannot hold. */
function countKept(value: unknown): number {
  if (typeof value === 'number') return isExact(value) ? 0 : INEXACT;
  if (typeof value !== 'object' || value === null) return 0;
  let members = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const member of Object.values(value)) {
    const inside = countKept(member);
    if (inside === INEXACT) return INEXACT;
    members += inside;
  }
  return members;
}

/** Where the first number stands that a double cannot hold; only asked for JSON that is known to have one. */
function inexactNumberIn(value: unknown, pointer: string): string {
  if (typeof value === 'number') return isExact(value) ? '' : pointer;
  if (typeof value !== 'object' || value === null) return '';
  for (const [key, member] of Object.entries(value)) {
    const found = inexactNumberIn(member, `${pointer}/${escapePointer(key)}`);
    if (found) return found;
  }
  return '';
}

function isExact(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
}

function fault(pointer: string, rule: string, message: string, cause?: unknown): MessageRejected {
  return new MessageRejected([{ pointer, rule, message }], cause);
}
