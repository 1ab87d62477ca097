import { Flag, Instant, Int, ListOf, Nested, OneOf } from '../../../fields/decorators.js';
import { MessageId, PartnerId } from '../../../fields/identifiers.js';
import { nested, text } from '../../../fields/values.js';
import { REQUEST_TYPES } from '../../shapes/request-type.js';
import type { RequestType } from '../../shapes/request-type.js';
import { Disclosure } from './disclosure.js';
import { TargetAnswer } from './target-answer.js';

/** Where the responder looked, so that a NO_MATCH can be checked. */
export class SearchScope {
  @ListOf(text({ max: 128 }), { min: 1, max: 50, about: 'Systems that were searched.' })
  systems!: string[];

  @Instant({ about: 'First moment that was searched.' })
  from!: string;

  @Instant({ about: 'Last moment that was searched.' })
  to!: string;

  @ListOf(text({ max: 256 }), { max: 20, about: 'What was searched beyond exact matches; empty for nothing.' })
  heuristics!: string[];
}

/** A recipient answers a request, target by target; several messages may follow one another until one is final. */
export class EnforcementResponseV1 {
  @MessageId({ optional: true, about: 'The response that this one continues; absent on the first.' })
  responseId?: string;

  @MessageId({ about: 'The request.' })
  requestId!: string;

  @OneOf(REQUEST_TYPES, { about: 'Its type, which says what may be answered.' })
  requestType!: RequestType;

  @Int({ min: 1, max: 500, about: 'Its number of targets, so that completeness shows.' })
  targetCount!: number;

  @PartnerId({ about: 'Who answers.' })
  responder!: string;

  @Flag({ about: 'True when nothing more will come.' })
  final!: boolean;

  @ListOf(nested(() => TargetAnswer), { max: 500, about: 'What became of each target.' })
  perTarget!: TargetAnswer[];

  @Nested(() => Disclosure, { optional: true, about: 'Disclosure: the manifest of the sealed package.' })
  disclosure?: Disclosure;

  @Nested(() => SearchScope, { optional: true, about: 'Where the responder looked.' })
  searchScope?: SearchScope;

  @Instant({ optional: true, about: 'By when the next response comes, while this one is not final.' })
  nextUpdateBy?: string;
}
