import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { parse, readJson } from '@holdfast/contracts';
import { CommandFailed } from '../../output/command-failed.js';
import { begun, Progress } from './progress.js';

/** Where the manifest of an output lies, and until it is whole how far it is. */
export const manifestPath = (output: string): string => `${output}.manifest.json`;

/** Writes a manifest so that a reader finds the old one or the new one, never a part. */
export function writeManifest(output: string, manifest: object): void {
  const path = manifestPath(output);
  writeFileSync(`${path}.new`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  renameSync(`${path}.new`, path);
}

/** The file that a replay is written to. Only what its progress counts is in it, however the last run ended. */
export class ReplayFile {
  private constructor(
    readonly path: string,
    readonly progress: Progress,
    readonly digest: Hash,
    private readonly descriptor: number,
  ) {}

  /** Opens a new file, or one that an earlier run of the same session left. Throws CommandFailed for any other. */
  static async open(path: string, sessionId: string, from: number): Promise<ReplayFile> {
    const progress = progressOf(path, sessionId) ?? begun(sessionId, from);
    if (progress.bytes === 0 && existsSync(path) && !existsSync(manifestPath(path)))
      throw new CommandFailed(`${path} exists and is no replay; give another file`);
    if (progress.bytes > (statSync(path, { throwIfNoEntry: false })?.size ?? 0))
      throw new CommandFailed(`${path} is shorter than ${manifestPath(path)} says; remove both and begin anew`);
    writeManifest(path, progress);
    const descriptor = openSync(path, 'a');
    ftruncateSync(descriptor, progress.bytes);
    return new ReplayFile(path, progress, await digestOf(path), descriptor);
  }

  /** Resolves once the lines are on disk and counted. */
  append(lines: Buffer, progress: Progress): void {
    for (let at = 0; at < lines.length;) at += writeSync(this.descriptor, lines, at);
    fdatasyncSync(this.descriptor);
    writeManifest(this.path, progress);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function progressOf(path: string, sessionId: string): Progress | undefined {
  if (!existsSync(manifestPath(path))) return undefined;
  const json = Object(readJson(readFileSync(manifestPath(path))));
  if (json.complete === true) throw new CommandFailed(`${path} holds a whole replay already; give another file`);
  if (json.sessionId !== sessionId) throw new CommandFailed(`${path} belongs to another session; give another file`);
  return parse(Progress, json);
}

async function digestOf(path: string): Promise<Hash> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) digest.update(chunk);
  return digest;
}
