import { existsSync } from 'node:fs';
import { CommandFailed } from '../../output/command-failed.js';
import type { HubClient } from '../../client/hub-client.js';
import { clientAs, keyPath, partnerOf, settingsOf } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';

/** Who acts: a partner with an officer of it (`demo-police`, `officer-1`), or both in one (`demo-police.officer-1`). */
export interface OfficerOptions extends CommonOptions {
  as: string;
  officer?: string;
  second?: string;
}

/** An officer at the hub's door, and the id that messages name. */
export interface Officer {
  client: HubClient;
  id: string;
  name: string;
}

/** The officer who signs. Throws CommandFailed where nobody is named, or the key is not here. */
export function officerOf(options: OfficerOptions): Officer {
  const name = options.officer === undefined ? options.as : officerName(options.as, options.officer);
  const client = clientAs(name, options);
  const { officer: id } = client.key;
  if (id === undefined)
    throw new CommandFailed(`${name} is no officer, and a request is signed by one: add --officer officer-1`);
  return { client, id, name };
}

/** The second officer, where that key lies in this home; otherwise the approval is given elsewhere. */
export function secondOf(options: OfficerOptions): Officer | undefined {
  if (options.second === undefined) return undefined;
  const name = officerName(options.as, options.second);
  const path = keyPath(settingsOf(options).home, name);
  if (!existsSync(path)) {
    process.stderr.write(`No key of ${name} at ${path}: the approval has to be given where it lies\n`);
    return undefined;
  }
  const { officer: _first, ...others } = options;
  return officerOf({ ...others, as: name });
}

function officerName(as: string, officer: string): string {
  return officer.includes('.') ? officer : `${partnerOf(as)}.${officer}`;
}
