import { Directory } from '@holdfast/bus';
import { check, kinds, NotFound, OneOf, ownerOf, PartnerId, Text } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { audienceKeys, keysOf } from '@holdfast/policy';
import { Controller, Get, Header, Query, UseGuards } from '@nestjs/common';
import { AccessGuard } from './access.guard.js';
import { Caller, Calling } from './caller.js';
import { Members } from './members.js';

const DIRECTORY_KINDS = kinds.filter(({ directoryKey }) => directoryKey).map(({ name }) => name);

/** Which part of the directory is asked for. */
export class DirectoryQuery {
  @OneOf(DIRECTORY_KINDS, { optional: true, about: 'Only objects of this kind.' })
  kind?: string;

  @PartnerId({ optional: true, about: 'Only what belongs to this partner.' })
  partner?: string;

  @Text({ max: 200, optional: true, about: 'The key after which the page begins.' })
  after?: string;
}

/** The most objects on a page. */
const PAGE = 1_000;

/** A directory object as it is in force. */
export interface DirectoryItem {
  key: string;
  /** Index since which it is in force. */
  index: number;
  envelope: Envelope;
}

/** Who is a member, which officers act for it, with which keys: what stands now, not how it came to be. */
@Controller('v1/directory')
@UseGuards(AccessGuard)
export class DirectoryController {
  constructor(
    private readonly directory: Directory,
    private readonly members: Members,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  read(@Calling() { partner }: Caller, @Query() query: object): { items: DirectoryItem[]; more: boolean } {
    const { kind, partner: owner, after = '' } = check(DirectoryQuery, query);
    const reader = this.members.verified(partner);
    if (!reader) throw new NotFound('The organisation does not take part now');
    const held = new Set(keysOf(reader));
    const items = this.directory
      .all()
      .filter(({ envelope }) => kind === undefined || envelope.kind === kind)
      .filter(({ key }) => owner === undefined || ownerOf(key) === owner)
      .filter(({ key }) => key > after)
      .filter(({ envelope }) => audienceKeys(envelope).some((audience) => held.has(audience)))
      .toSorted((one, other) => (one.key < other.key ? -1 : 1));
    const page = items.slice(0, PAGE).map(({ key, since, envelope }) => ({ key, index: since, envelope }));
    return { items: page, more: items.length > PAGE };
  }
}
