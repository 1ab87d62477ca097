import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { compactDecrypt, CompactEncrypt } from 'jose';
import { ListOf, nested, parse, readJson, Text } from '@holdfast/contracts';
import { CommandFailed } from '../../output/command-failed.js';
import { settingsOf } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';

interface KeysOptions extends CommonOptions {
  passphraseFile: string;
}

/** Iterations of PBKDF2 with SHA-512, as OWASP advised in 2023. */
const ITERATIONS = 210_000;
const LEAST_LENGTH = 16;

class KeptKey {
  @Text({ max: 200, pattern: /^[-._a-zA-Z0-9]+$/, about: 'File name in the keys folder.' })
  name!: string;

  @Text({ max: 10_000, about: 'What it holds.' })
  content!: string;
}

class KeptKeys {
  @ListOf(nested(() => KeptKey), { max: 10_000, about: 'Every file of the keys folder.' })
  keys!: KeptKey[];
}

/** `holdfast keys backup` and `restore`: the keys of this home in one encrypted file, apart from the tables. */
export function keyBackupCommands(common: (command: Command) => Command): Command[] {
  const own = (command: Command) =>
    common(command)
      .argument('<file>', 'the encrypted file')
      .requiredOption('--passphrase-file <file>', 'file with the passphrase, at least 16 characters');
  const example = '\nExample:\n  holdfast keys backup keys.jwe --passphrase-file passphrase.txt';
  return [
    own(new Command('backup')).addHelpText('after', example).action(backUp),
    own(new Command('restore')).addHelpText('after', example.replace('backup', 'restore')).action(restore),
  ];
}

async function backUp(file: string, options: KeysOptions): Promise<void> {
  const folder = join(settingsOf(options).home, 'keys');
  const names = (await readdir(folder)).toSorted();
  const keys = await Promise.all(
    names.map(async (name) => ({ name, content: await readFile(join(folder, name), 'utf8') })),
  );
  const encrypted = await new CompactEncrypt(Buffer.from(JSON.stringify({ keys })))
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
    .setKeyManagementParameters({ p2c: ITERATIONS })
    .encrypt(await passphrase(options));
  await writeFile(file, `${encrypted}\n`, { mode: 0o600, flag: 'wx' });
  report(options, names.length, `${file} holds ${names.length} keys, encrypted`);
}

async function restore(file: string, options: KeysOptions): Promise<void> {
  const folder = join(settingsOf(options).home, 'keys');
  const { keys } = await decrypted(file, await passphrase(options));
  const there = keys.find(({ name }) => existsSync(join(folder, name)));
  if (there) throw new CommandFailed(`${join(folder, there.name)} is there already; nothing was written`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { name, content } of keys) await writeFile(join(folder, name), content, { mode: 0o600, flag: 'wx' });
  report(options, keys.length, `${keys.length} keys lie in ${folder} again`);
}

async function decrypted(file: string, secret: Uint8Array): Promise<KeptKeys> {
  const text = (await readFile(file, 'utf8')).trim();
  const options = { keyManagementAlgorithms: ['PBES2-HS512+A256KW'], maxPBES2Count: ITERATIONS };
  const opened = await compactDecrypt(text, secret, options).catch((cause: unknown) => {
    throw new CommandFailed(`${file} does not open with this passphrase`, { cause });
  });
  return parse(KeptKeys, readJson(Buffer.from(opened.plaintext)));
}

/** From a file: arguments are seen by everybody on the machine. */
async function passphrase({ passphraseFile }: KeysOptions): Promise<Uint8Array> {
  const text = (await readFile(passphraseFile, 'utf8')).trim();
  if (text.length < LEAST_LENGTH) throw new CommandFailed(`A passphrase has at least ${LEAST_LENGTH} characters`);
  return Buffer.from(text);
}

const report = ({ json }: KeysOptions, keys: number, text: string): void =>
  void process.stdout.write(json ? `${JSON.stringify({ keys })}\n` : `${text}\n`);
