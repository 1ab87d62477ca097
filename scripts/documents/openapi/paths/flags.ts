import { AddressFlagV1, schemaOf } from '@holdfast/contracts';
import type { JsonSchema } from '@holdfast/contracts';
import { FlagsQuery } from '../../../../apps/desk/src/flags/screen/flags.controller.js';
import { FlagsLookup } from '../../../../apps/desk/src/flags/screen/lookup.js';
import type { FlagInForce } from '../../../../apps/desk/src/flags/tables/flag-row.js';
import { MESSAGE_ID } from '../answers.js';
import { answerSchema, described, list, moment, text, whole, words, yesOrNo } from '../fields.js';
import { jsonAnswer, operation, pathParameter, queryParameters } from '../operation.js';
import type { Paths } from '../operation.js';

const body = Object(schemaOf(AddressFlagV1).properties);
const { subjectType, role, crimeCategory, confidence, sourceReliability, infoAccuracy } = body;
const { validUntil, requestedAction, propagation } = body;

const OWN: JsonSchema = {
  title: 'OwnFlag',
  type: 'object',
  description: 'What its flagger alone is told.',
  properties: {
    disputedAt: moment('Since when it is disputed.'),
    answerDueAt: moment('Until when the flagger is to answer with a new version.'),
    verdicts: {
      type: 'object',
      description: 'How many readers of this version said what.',
      additionalProperties: { type: 'integer', minimum: 1 },
    },
    hits: {
      type: 'object',
      description: 'Deposits of flagged funds.',
      properties: {
        count: whole('How many.'),
        last: {
          type: 'object',
          description: 'What was told of last.',
          properties: { index: whole('Place in the record.'), at: moment('When the hub took it.') },
          required: ['index', 'at'],
        },
      },
      required: ['count'],
    },
  },
  required: ['verdicts', 'hits'],
};

const FLAG = answerSchema<FlagInForce & { own?: object }>(
  'FlagInForce',
  {
    flagId: MESSAGE_ID,
    version: whole('The version in force.'),
    status: words(['ACTIVE', 'SUSPECTED', 'DISPUTED'], 'How it stands.'),
    sender: text('Who flags it.'),
    subjectType,
    memo: text('Of an account that many share: the one customer who is meant.'),
    role,
    crimeCategory,
    confidence,
    sourceReliability,
    infoAccuracy,
    validUntil: described(validUntil, 'In force until.'),
    requestedAction,
    propagation: described(propagation, 'How far suspicion travels: not at all while it is disputed.'),
    standingInstruction: described(MESSAGE_ID, 'A request that pre-approves a freeze on arrival.'),
    index: whole('Greatest index that its state rests on.'),
    own: OWN,
  },
  ['memo', 'standingInstruction', 'own'],
);

const ofAccount = {
  account: text('The account in its one spelling (CAIP-10).'),
  flags: list(FLAG, 'Those in force that the caller may see, the oldest first; at most 100.'),
  more: yesOrNo('Whether there are more.'),
};

const pointer = text('JSON Pointer to the account in the question.');

const LOOKUP_ANSWER: JsonSchema = {
  title: 'FlagsLookupAnswer',
  type: 'object',
  properties: {
    results: list(
      {
        title: 'AccountFlags',
        type: 'object',
        properties: { pointer, ...ofAccount },
        required: ['pointer', ...Object.keys(ofAccount)],
      },
      'The accounts with flags, in the order of the question.',
    ),
    clean: whole('How many accounts have none that the caller may see.'),
    faults: list(
      {
        title: 'AccountFault',
        type: 'object',
        properties: { pointer, rule: text('The rule that is broken.'), message: text('What to do about it.') },
        required: ['pointer', 'rule', 'message'],
      },
      'The accounts that cannot be read; nothing is repaired.',
    ),
  },
  required: ['results', 'clean', 'faults'],
};

const KNOWN = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The ETag of an answer that the client has.',
  schema: { type: 'string' },
};

/** Screening against the flags in force. */
export const flagPaths: Paths = {
  '/v1/flags/{path}': {
    get: operation({
      id: 'readFlags',
      tag: 'Flags',
      summary: 'The flags in force on an account',
      description: 'As of the last tick. An account without flags and one whose flags you may not see look the same.',
      parameters: [
        pathParameter('path', { type: 'string', maxLength: 512 }, 'CAIP-10 account, or an address on `chain`.'),
        ...queryParameters(FlagsQuery),
        KNOWN,
      ],
      answers: {
        200: jsonAnswer('The flags; the ETag begins with the greatest index used.', {
          type: 'object',
          properties: ofAccount,
          required: Object.keys(ofAccount),
        }),
        304: { description: 'The answer that the client has still holds.' },
      },
      problems: [400, 401, 429, 503],
    }),
  },
  '/v1/flags/lookup': {
    post: operation({
      id: 'lookupFlags',
      tag: 'Flags',
      summary: 'The flags in force on many accounts at once',
      description: 'At most 10,000 accounts. What is screened is counted, never stored.',
      body: { 'application/json': { schema: schemaOf(FlagsLookup) } },
      answers: { 200: jsonAnswer('The flagged, the clean and the unreadable.', LOOKUP_ANSWER) },
      problems: [400, 401, 413, 415, 429, 503],
    }),
  },
};
