import { join } from 'node:path';
import { HUB, Text } from '@holdfast/contracts';
import { loadConfig, readKey } from '@holdfast/platform';
import type { OwnedKey } from '@holdfast/platform';
import { existsSync } from 'node:fs';
import { HubClient } from './client/hub-client.js';
import { CommandFailed } from './output/command-failed.js';

/** Settings of the command line; options of a command outweigh them. */
export class CliConfig {
  @Text({ max: 500, about: 'URL of the hub.' })
  url = 'http://127.0.0.1:7400';

  @Text({ max: 500, about: 'Folder of keys, logs and embedded data.' })
  home = '.holdfast';
}

/** Options that every command takes. */
export interface CommonOptions {
  url?: string;
  home?: string;
  json?: boolean;
}

/** Reads an option that may be repeated. */
export const collect = (value: string, all: string[]): string[] => [...all, value];

/** The settings in force for a command. */
export function settingsOf({ url, home }: CommonOptions): CliConfig {
  const config = loadConfig(CliConfig);
  return { url: url ?? config.url, home: home ?? config.home };
}

export function keyPath(home: string, name: string): string {
  return join(home, 'keys', `${name}.jwk`);
}

/**
 * A client of the hub that acts as a partner's system (`acme`), as an officer of it (`acme.kim`), or as an operator of
 * the hub (`operator-1`).
 */
export function clientAs(name: string, options: CommonOptions): HubClient {
  const { url } = settingsOf(options);
  return new HubClient(url, partnerOf(name), keyOf(name, options));
}

/** The private key of that name. Throws CommandFailed when it does not lie here. */
export function keyOf(name: string, options: CommonOptions): OwnedKey {
  const path = keyPath(settingsOf(options).home, name);
  if (!existsSync(path))
    throw new CommandFailed(`No key of ${name} at ${path}; is this the right machine, and --home right?`);
  return readKey(path);
}

/** The partner whose key carries this name. */
export function partnerOf(name: string): string {
  return /^operator-\d+$/.test(name) ? HUB : (name.split('.')[0] ?? name);
}
