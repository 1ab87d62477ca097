import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import type { Envelope } from '@holdfast/contracts';
import { messageFile } from '../../messages/submit/read-lines.js';
import { withOfficers } from '../ask/flags.js';
import { findRequest, generationInForce } from '../ask/find-request.js';
import { officerOf, secondOf } from '../ask/officer.js';
import type { OfficerOptions } from '../ask/officer.js';
import { sendRequest, sentText } from '../ask/send-request.js';
import { documentMessage, withdrawalMessage } from '../say/requests/generation.js';
import type { Document, Next } from '../say/requests/generation.js';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
  '.xml': 'application/xml',
  '.json': 'application/json',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
};

/** Adds what changes a request that was sent: the legal document, and taking it back. */
export function changeCommands(sub: (name: string, about: string) => Command): void {
  const id = '1d2c3b4a-5968-8776-8554-433221100ffe --as demo-police --officer officer-1 --second officer-2';
  withOfficers(sub('withdraw <request>', 'takes a request back; what is held for it must be let go'))
    .requiredOption('--why <text>', 'why it is taken back')
    .addHelpText('after', `\nExample:\n  holdfast request withdraw --why "Wrong address." ${id}`)
    .action((request: string, options: OfficerOptions & { why: string }) =>
      change(request, options, (inForce, next) => withdrawalMessage(inForce, next, options.why)),
    );
  withOfficers(sub('document <request>', 'brings the legal document that was to follow, by its hash'))
    .requiredOption('--evidence <file>', 'the document; it stays here, its SHA-256 goes out')
    .option('--document-type <text>', 'what it is', 'legal document')
    .addHelpText('after', `\nExample:\n  holdfast request document --evidence order.pdf ${id}`)
    .action((request: string, options: OfficerOptions & { evidence: string; documentType: string }) => {
      const document = documentIn(options.evidence, options.documentType);
      return change(request, options, (inForce, next) => documentMessage(inForce, next, document));
    });
}

async function change(
  requestId: string,
  options: OfficerOptions,
  messageOfNext: (inForce: Envelope, next: Next) => object,
): Promise<void> {
  const [first, second] = [officerOf(options), secondOf(options)];
  const view = await findRequest(first.client, requestId);
  const next = { requestId, generation: view.generation + 1, officer: first.id, at: new Date() };
  const sent = await sendRequest(messageOfNext(await generationInForce(first.client, view), next), first, second);
  const { approved, envelope } = sent;
  const answer = { requestId, generation: next.generation, messageId: envelope.messageId, approved };
  process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : sentText(sent, requestId));
}

/** A file as evidence: its id is its hash, so that naming it twice is naming it once. */
function documentIn(file: string, type: string): Document {
  const bytes = readFileSync(messageFile(file).path);
  const sha256 = hash('sha256', bytes, 'hex');
  const mediaType = MEDIA_TYPES[extname(basename(file)).toLowerCase()] ?? 'application/octet-stream';
  return {
    evidenceId: `document-${sha256.slice(0, 16)}`,
    type,
    sha256,
    mediaType,
    sizeBytes: bytes.length,
    dataClass: 'EVIDENCE',
  };
}
