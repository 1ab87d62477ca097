import { readFileSync } from 'node:fs';
import { ConfigurationInvalid } from '@holdfast/platform';
import { COSIGNATURE_V1, parseVerifierKey } from '@holdfast/tlog';
import type { VerifierKey } from '@holdfast/tlog';

/** Who is asked to vouch for checkpoints, and where. */
export interface Witness {
  key: VerifierKey;
  /** Without a slash at its end. */
  url: string;
}

/** The settings that name the witnesses. */
export interface WitnessSettings {
  witnessesFile?: string;
  witnessQuorum: number;
}

/**
 * The witnesses of a file: `<verifier key> <URL>` on each line, blank lines and `#` left out. Throws
 * ConfigurationInvalid naming the line that is wrong, or when there are fewer than the quorum asks for.
 */
export function readWitnesses({ witnessesFile: file, witnessQuorum: quorum }: WitnessSettings): Witness[] {
  const witnesses = file === undefined ? [] : witnessesIn(file);
  if (witnesses.length < quorum) {
    const found = `HOLDFAST_WITNESSES_FILE names ${witnesses.length}`;
    throw new ConfigurationInvalid(`HOLDFAST_WITNESS_QUORUM asks for ${quorum} witnesses, ${found}`);
  }
  return witnesses;
}

function witnessesIn(file: string): Witness[] {
  const lines = read(file).split('\n');
  const seen = new Set<string>();
  return lines.flatMap((line, at) => {
    if (/^\s*(#|$)/.test(line)) return [];
    const witness = witnessIn(line.trim(), `${file}, line ${at + 1}`);
    // A second name is not a second witness.
    const key = witness.key.publicKey.toString('hex');
    if (seen.has(key)) throw new ConfigurationInvalid(`${file}, line ${at + 1}: this key was named before`);
    seen.add(key);
    return [witness];
  });
}

function witnessIn(line: string, place: string): Witness {
  const [encoded = '', url = ''] = line.split(/\s+/);
  const key = keyIn(encoded, place);
  if (key.type !== COSIGNATURE_V1) throw new ConfigurationInvalid(`${place}: this is not the key of a witness`);
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new ConfigurationInvalid(`${place}: after the key comes the URL of the witness, http or https`);
  }
  return { key, url: url.replace(/\/+$/, '') };
}

function keyIn(line: string, place: string): VerifierKey {
  try {
    return parseVerifierKey(line);
  } catch (cause) {
    throw new ConfigurationInvalid(`${place}: this is no verifier key (name+id+key)`, {}, { cause });
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigurationInvalid(`HOLDFAST_WITNESSES_FILE: ${file} cannot be read`, {}, { cause });
  }
}
