import { Envelope, Loss, schemaOf } from '@holdfast/contracts';
import type { Fault, JsonSchema } from '@holdfast/contracts';
import { CanonicalRecord } from '@holdfast/bus';
import type { DirectoryItem } from '../../../apps/gateway/src/access/directory.controller.js';
import type { Proposal } from '../../../apps/gateway/src/submit/proposal.js';
import type { Refusal, UploadAnswer } from '../../../apps/gateway/src/submit/upload-answer.js';
import type { FeedItem } from '../../../apps/cli/src/client/feed.js';
import type { Page } from '../../../apps/delivery/src/entries/page-text.js';
import type { SignedMessage } from '../../../apps/ledger/src/status/signed.controller.js';
import type { MessageStatus } from '../../../apps/ledger/src/status/messages.js';
import { answerSchema, described, list, moment, text, whole, words, yesOrNo } from './fields.js';

const { messageId, kind } = Object(schemaOf(Envelope).properties);
const { contentHash, status } = Object(schemaOf(CanonicalRecord).properties);

/** A message as it is recorded, of any kind. */
export const MESSAGE: JsonSchema = { $ref: '#/components/schemas/Message' };
/** A message as a partner sends it, of any kind that comes through the door. */
export const SUBMISSION: JsonSchema = { $ref: '#/components/schemas/Submission' };

export const MESSAGE_ID: JsonSchema = messageId;

const faultFields = {
  pointer: text('JSON Pointer to the place; empty for the whole message.'),
  rule: text('The rule that is broken.'),
  message: text('What to do about it; never a value from the message.'),
};

export const FAULT = answerSchema<Fault>('Fault', faultFields);

const REFUSAL = answerSchema<Refusal>('Refusal', { line: whole('Line of the upload, from 1.'), ...faultFields });

const uploadFields = {
  accepted: whole('Messages that every replica holds.'),
  refused: whole('Lines that were refused; nothing of them was published.'),
  refusals: list(REFUSAL, 'Why: a thousand broken rules at most.'),
  messageIds: list(MESSAGE_ID, 'Ids of the accepted messages, in their order: a thousand at most.'),
  durableThrough: whole('Every line up to this one is either durable or refused.'),
  stoppedAt: whole('The last line that was read, where the upload was not read to its end (503).'),
};

export const UPLOAD_ANSWER = answerSchema<UploadAnswer>('UploadAnswer', uploadFields, ['stoppedAt']);

const ITEM = answerSchema<FeedItem>('Item', {
  position: whole('Place in what this partner reads; go on after it.'),
  index: whole('Place in the record.'),
  acceptedAt: moment('When the hub took it.'),
  envelope: MESSAGE,
});

/** Whether to ask again at once. */
export const MORE = yesOrNo('Whether something waits there already.');

export const PAGE = answerSchema<Page>('Page', {
  items: list(ITEM, 'What became visible after the position, in order.'),
  next: { type: 'integer', minimum: -1, description: 'The position to go on after.' },
  more: MORE,
});

const ENTRY_STATUS = answerSchema<MessageStatus['entries'][number]>(
  'MessageEntry',
  {
    index: whole('Place in the record.'),
    contentHash: described(contentHash, 'SHA-256 of the content in hex.'),
    status,
    acceptedAt: moment('When the hub took it.'),
    reason: text('Why it was quarantined, or why this approval gives its target no effect.'),
  },
  ['reason'],
);

export const MESSAGE_STATUS = answerSchema<MessageStatus>('MessageStatus', {
  messageId: MESSAGE_ID,
  status: words(
    ['known', 'unknown', 'erased'],
    "`unknown`: not recorded yet, or not the caller's. `erased`: was recorded, and is not again.",
  ),
  entries: list(ENTRY_STATUS, 'Its entries: one, and one more for each conflicting content.'),
  duplicates: whole('How often the same content was sent again.'),
});

export const PROPOSAL = answerSchema<Proposal>(
  'Proposal',
  {
    line: whole('Line of the input, from 1.'),
    messageId: described(
      MESSAGE_ID,
      'The id that the message will have; absent, like the next two, where it cannot be read.',
    ),
    contentHash: described(contentHash, 'SHA-256 of `canonical` in hex: what an officer signs.'),
    canonical: text('RFC 8785 form of the message without signatures and source.'),
    losses: list(schemaOf(Loss), 'What a conversion lost, and where.'),
    faults: list(FAULT, 'What would keep the message out, signatures aside.'),
  },
  ['messageId', 'contentHash', 'canonical'],
);

export const DIRECTORY_ITEM = answerSchema<DirectoryItem>('DirectoryItem', {
  key: text('Key of the object: its kind, its partner and, for an officer, its id.'),
  index: whole('Index since which this version is in force.'),
  envelope: MESSAGE,
});

/** What a key of the directory has signed. */
export const SIGNED_MESSAGE = answerSchema<SignedMessage>('SignedMessage', {
  index: whole('Place in the record.'),
  messageId: MESSAGE_ID,
  kind,
  acceptedAt: moment('When the hub took it.'),
});
