import { itemText } from './item.js';
import type { Item } from './item.js';

/** What a reader gets after its position: it goes on at `next`; `more` says that something waits there already. */
export interface Page {
  items: readonly Item[];
  next: number;
  more: boolean;
}

/** The JSON text of a page. */
export function pageText({ items, next, more }: Page): Buffer {
  const parts = items.flatMap((item, at) => (at === 0 ? [itemText(item)] : [COMMA, itemText(item)]));
  return Buffer.concat([OPEN, ...parts, Buffer.from(`],"next":${next},"more":${more}}`)]);
}

const OPEN = Buffer.from('{"items":[');
const COMMA = Buffer.from(',');
