import { createHash } from 'node:crypto';
import { parse, readJson } from '@holdfast/contracts';
import type { HubClient } from '../../client/hub-client.js';
import { publishSigned } from '../../client/publish-signed.js';
import { CommandFailed } from '../../output/command-failed.js';
import { Progress as Bar } from '../../output/progress.js';
import { PageHead, ReplayTerms } from './answers.js';
import { patiently } from './patiently.js';
import { advanced, begun, rangeRoot } from './progress.js';
import type { Progress } from './progress.js';
import { ReplayFile, writeManifest } from './replay-file.js';
import { sessionMessage } from './session-message.js';
import { TO_TOPIC } from './wish.js';

/** What a replay gave, and over what. */
export type Manifest = ReturnType<typeof manifestOf> & { recordedAs: string };

/** Runs an approved session to its end, or takes it up where it was interrupted, and has the result recorded. */
export async function runReplay(
  client: HubClient,
  { sessionId, where, output }: { sessionId: string; where: string; output: string },
): Promise<Manifest> {
  const terms = await termsOf(client, sessionId);
  const isTopic = where === TO_TOPIC;
  if (isTopic !== (terms.session.target === 'SANDBOX'))
    throw new CommandFailed(`The session was approved for ${isTopic ? 'a file' : 'a topic'}; say so with --to`);
  const { progress, sha256 } = isTopic
    ? await toTopic(client, sessionId, terms)
    : await toFile(client, sessionId, { terms, path: output });
  const manifest = manifestOf(await termsOf(client, sessionId), progress, sha256);
  const recordedAs = await publishResult(client, manifest);
  const complete = { ...manifest, recordedAs };
  writeManifest(output, complete);
  return complete;
}

interface Given {
  progress: Progress;
  sha256: string;
}

async function toFile(
  client: HubClient,
  sessionId: string,
  { terms, path }: { terms: ReplayTerms; path: string },
): Promise<Given> {
  const file = await ReplayFile.open(path, sessionId, terms.from);
  const progress = await readOn(client, { terms, method: 'GET', from: file.progress }, (lines, after) => {
    file.digest.update(lines);
    file.append(lines, after);
  });
  file.close();
  return { progress, sha256: file.digest.digest('hex') };
}

/** The ledger writes; the same lines come back, so that both ways have one hash. */
async function toTopic(client: HubClient, sessionId: string, terms: ReplayTerms): Promise<Given> {
  const digest = createHash('sha256');
  const from = begun(sessionId, terms.from);
  const progress = await readOn(client, { terms, method: 'POST', from }, (lines) => void digest.update(lines));
  return { progress, sha256: digest.digest('hex') };
}

async function readOn(
  client: HubClient,
  { terms: { from: first, to }, method, from }: { terms: ReplayTerms; method: 'GET' | 'POST'; from: Progress },
  take: (lines: Buffer, after: Progress) => void,
): Promise<Progress> {
  const bar = new Bar();
  let progress = from;
  while (progress.next < to) {
    const path = `/v1/replays/${progress.sessionId}/entries?after=${progress.next}`;
    const page = await patiently(async () => Buffer.from(await (await client.call(path, { method })).arrayBuffer()));
    const end = page.indexOf('\n');
    const lines = page.subarray(end + 1);
    progress = advanced(progress, parse(PageHead, readJson(page.subarray(0, end))), lines.length);
    take(lines, progress);
    bar.show('replayed', progress.next - first + 1, to - first + 1);
  }
  bar.end();
  return progress;
}

const termsOf = (client: HubClient, sessionId: string): Promise<ReplayTerms> =>
  patiently(async () => parse(ReplayTerms, await client.get(`/v1/replays/${encodeURIComponent(sessionId)}`)));

function manifestOf({ session, from, to, logs }: ReplayTerms, progress: Progress, sha256: string) {
  const { sessionId, entries, tombstones, leftOut, mismatches } = progress;
  return {
    complete: true,
    sessionId,
    session,
    span: { from, to },
    counts: { expected: to - from + 1, delivered: entries + tombstones, entries, tombstones, leftOut },
    mismatches,
    rangeRoot: rangeRoot(progress),
    sha256,
    logs,
  };
}

async function publishResult(client: HubClient, manifest: ReturnType<typeof manifestOf>): Promise<string> {
  const { sessionId, session, counts, rangeRoot: root, mismatches } = manifest;
  const result = { expectedCount: counts.expected, deliveredCount: counts.delivered, rangeRoot: root, mismatches };
  const reference = `replay/${sessionId}/${new Date().toISOString()}`;
  const message = sessionMessage(client.key.officer, reference, { ...session, sessionId, result });
  return (await publishSigned(client, message, [client.key])).sealed.envelope.messageId;
}
