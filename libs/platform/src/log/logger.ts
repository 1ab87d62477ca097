import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

const SECRET = ['authorization', 'assertion', 'body', 'cookie', 'envelope', 'password', 'token'];
const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** JSON lines on stdout: ids, codes and places, never the content of a message. */
export function logger(name: string, level = 'info', to?: DestinationStream): Logger {
  return pino({ name, level, redact: paths }, to ?? pino.destination({ sync: true }));
}
