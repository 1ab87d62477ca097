import { Hold, Instant, Int, ListOf, OneOf, Text, text } from '@holdfast/contracts';
import { readKnown } from '../../client/read-known.js';

/** Until when something is owed. */
export class ClockView {
  @Instant({ about: 'When it is due, without what is still standing still.' })
  dueAt!: string;

  @Instant({ optional: true, about: 'Since when it stands still.' })
  pausedSince?: string;

  @Instant({ optional: true, about: 'Since when it is settled.' })
  stoppedAt?: string;
}

/** What a recipient said of one target. */
export class ResultView {
  @Text({ max: 64, about: 'Outcome.' })
  outcome!: string;

  @Text({ max: 64, optional: true, about: 'Why.' })
  reasonCode?: string;

  @Text({ max: 64, optional: true, about: 'The hold.' })
  holdId?: string;
}

class LegHead {
  @Text({ max: 63, about: 'Who is asked.' })
  recipient!: string;

  @Text({ max: 32, about: 'State.' })
  state!: string;

  @Instant({ optional: true, about: 'By when the next answer is promised.' })
  nextUpdateBy?: string;
}

/** One recipient's part of a request. */
export interface LegView extends LegHead {
  clocks: Record<string, ClockView>;
  results: Record<string, ResultView>;
}

class HoldHead {
  @Text({ max: 64, about: 'The hold.' })
  holdId!: string;

  @Text({ max: 63, about: 'Who holds.' })
  holder!: string;

  @Text({ max: 64, about: 'Target of the request.' })
  targetId!: string;

  @Text({ max: 32, about: 'State.' })
  state!: string;

  @Instant({ optional: true, about: 'When it ends by itself.' })
  endsAt?: string;

  @Text({ max: 64, optional: true, about: 'Why it ends then.' })
  endRule?: string;

  @Instant({ optional: true, about: 'Since when it is to be let go.' })
  releaseDueSince?: string;

  @Instant({ optional: true, about: 'When it was let go.' })
  releasedAt?: string;
}

/** A hold under a request; what its holder said of it last, and the ends that extensions allow. */
export interface HoldView extends HoldHead {
  said: Hold;
  extensions: string[];
}

class LookupHead {
  @ListOf(text({ max: 63 }), { max: 10_000, about: 'Who did not answer in time.' })
  timedOut!: string[];

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'How many were asked.' })
  asked!: number;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'How many may still answer.' })
  open!: number;
}

class ResponsibleHead {
  @Text({ max: 63, about: 'The partner.' })
  partner!: string;

  @Text({ max: 256, optional: true, about: 'Its name.' })
  legalName?: string;
}

/** Who is responsible for what was looked up. */
export interface ResponsibleView extends ResponsibleHead {
  results: Record<string, ResultView>;
}

/** What a lookup found. */
export interface LookupView extends LookupHead {
  responsible: ResponsibleView[];
}

/** An approval that counts. */
export class ApprovalView {
  @Text({ max: 64, about: 'Role.' })
  role!: string;

  @Instant({ about: 'When.' })
  at!: string;
}

class RequestHead {
  @Text({ max: 64, about: 'The request.' })
  requestId!: string;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Index of its message.' })
  index!: number;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Index of the entry that changed it last.' })
  version!: number;

  @Text({ max: 64, about: 'Kind of its message.' })
  kind!: string;

  @Text({ max: 64, optional: true, about: 'What is asked.' })
  requestType?: string;

  @OneOf(['EMERGENCY', 'URGENT', 'ROUTINE'], { optional: true, about: 'How fast.' })
  priority?: string;

  @Text({ max: 63, about: 'Who asks.' })
  sender!: string;

  @Text({ max: 128, optional: true, about: "The sender's number." })
  reference?: string;

  @Text({ max: 128, optional: true, about: "The sender's case." })
  caseNumber?: string;

  @Text({ max: 64, about: 'Status.' })
  status!: string;

  @Int({ min: 1, max: 1_000_000, about: 'Generation in force.' })
  generation!: number;

  @Instant({ about: 'When it was accepted.' })
  acceptedAt!: string;

  @Instant({ optional: true, about: 'When its last approval was.' })
  submittedAt?: string;

  @Text({ max: 128, optional: true, about: 'The rule by which it is held back.' })
  heldBack?: string;

  @ListOf(text({ max: 63 }), { max: 10_000, optional: true, about: 'Named, and no verified members.' })
  unroutable?: string[];
}

/** A request as the desk shows it to who takes part in it. */
export interface RequestView extends RequestHead {
  approvals: ApprovalView[];
  lookup?: LookupView;
  legs: LegView[];
  holds: HoldView[];
}

/** Reads a request. Throws MessageRejected where the answer is none. */
export function readRequest(value: unknown): RequestView {
  const { approvals = [], lookup, legs = [], holds = [] } = Object(value);
  return {
    ...readKnown(RequestHead, value),
    approvals: listOf(approvals, (each) => readKnown(ApprovalView, each)),
    ...(lookup === undefined ? {} : { lookup: readLookup(lookup) }),
    legs: listOf(legs, readLeg),
    holds: listOf(holds, readHold),
  };
}

function readLookup(value: unknown): LookupView {
  const { responsible } = Object(value);
  const one = (each: unknown) => ({ ...readKnown(ResponsibleHead, each), results: readResults(Object(each).results) });
  return { ...readKnown(LookupHead, value), responsible: listOf(responsible, one) };
}

function readLeg(value: unknown): LegView {
  const { clocks, results } = Object(value);
  return { ...readKnown(LegHead, value), clocks: mapOf(clocks, readClock), results: readResults(results) };
}

function readHold(value: unknown): HoldView {
  const { state, said, extensions } = Object(value);
  return {
    ...readKnown(HoldHead, value),
    said: readKnown(Hold, { ...Object(said), state }),
    extensions: Object.values(Object(extensions)).map(String),
  };
}

const readClock = (value: unknown): ClockView => readKnown(ClockView, value);
const readResults = (value: unknown) => mapOf(value, (each) => readKnown(ResultView, each));
const listOf = <T>(value: unknown, read: (each: unknown) => T): T[] => Array.from<unknown>(Object(value)).map(read);

function mapOf<T>(value: unknown, read: (each: unknown) => T): Record<string, T> {
  const entries: [string, unknown][] = Object.entries(Object(value));
  return Object.fromEntries(entries.map(([name, each]) => [name, read(each)]));
}
