import { readFileSync } from 'node:fs';
import type { Address } from '@holdfast/contracts';
import { messageFile } from '../../messages/submit/read-lines.js';
import { CommandFailed } from '../../output/command-failed.js';
import { addressOf } from '../values/address-of.js';

const SHOWN = 20;

/** Where more addresses come from, one a line, and on which chain all of them are. */
export interface Asked {
  file?: string;
  chain?: string;
}

/** Every address once, in the order in which they are given. Throws CommandFailed with each that is none, and where. */
export function addressesAsked(addresses: readonly string[], { file, chain }: Asked): Address[] {
  const texts = [...addresses.map((text) => ({ text, where: '' })), ...(file === undefined ? [] : linesOf(file))];
  if (texts.length === 0) throw new CommandFailed('Name an address, or a file of addresses with --file');
  const wrong: string[] = [];
  const read = texts.flatMap(({ text, where }) => {
    try {
      return [addressOf(text, chain)];
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      wrong.push(`${where}${error.message}`);
      return [];
    }
  });
  if (wrong.length > 0) throw new CommandFailed(wrongText(wrong, texts.length));
  return [...new Map(read.map((address) => [address.accountId, address])).values()];
}

function wrongText(wrong: readonly string[], all: number): string {
  if (all === 1) return wrong.join('');
  const rest = wrong.length > SHOWN ? [`  … and ${wrong.length - SHOWN} more`] : [];
  return [
    `${wrong.length} of ${all} addresses cannot be asked about; nothing was sent:`,
    ...wrong.slice(0, SHOWN).map((each) => `  ${each}`),
    ...rest,
  ].join('\n');
}

function linesOf(file: string): { text: string; where: string }[] {
  const { path } = messageFile(file);
  const lines = readFileSync(path === '-' ? 0 : path, 'utf8').split(/\r?\n/);
  return lines
    .map((line, at) => ({ text: line.trim(), where: `${file}:${at + 1} ` }))
    .filter(({ text }) => text !== '');
}
