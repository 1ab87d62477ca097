import { itemText } from '../../entries/item.js';
import type { Item } from '../../entries/item.js';

/*
  stream    = retry *( event / heartbeat )
  event     = "id: " position LF "event: " kind LF 1*( "data: " line LF ) LF
  heartbeat = ":" LF LF
*/

/** Tells a client how long to wait before it connects again. */
export const RETRY = Buffer.from('retry: 1000\n\n');

/** Keeps connections through proxies open and lets a client notice that its own is dead. */
export const HEARTBEAT = Buffer.from(':\n\n');

/** One item as a server-sent event; line ends inside the data become further data lines, so none can forge a field. */
export function sseEvent(item: Item): Buffer {
  const head = Buffer.from(`id: ${item.position}\nevent: ${item.kind}\ndata: `);
  return Buffer.concat([head, oneLine(itemText(item)), Buffer.from('\n\n')]);
}

const [LF, CR] = [10, 13];

function oneLine(data: Buffer): Buffer {
  if (!data.includes(LF) && !data.includes(CR)) return data;
  return Buffer.from(data.toString().replaceAll(/\r\n|\r|\n/g, '\ndata: '));
}
