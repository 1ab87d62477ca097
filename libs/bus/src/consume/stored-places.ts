import type { DataSource } from 'typeorm';
import { ListOf, nested, parse, Int, Text } from '@holdfast/contracts';
import type { Place } from './leading-consumer.js';

class StoredPlace {
  @Text({ max: 249, about: 'Topic.' })
  topic!: string;

  @Int({ min: 0, max: 100_000, about: 'Partition.' })
  partition!: number;

  @Text({ max: 20, pattern: /^[0-9]+$/, about: 'The offset to read next.' })
  offset!: string;
}

class StoredPlaces {
  @ListOf(nested(() => StoredPlace), { max: 10_000, about: 'Every partition that was read.' })
  places!: StoredPlace[];
}

/** Where a consumer goes on in each partition that it has read before. */
export async function storedPlaces(database: DataSource, consumer: string): Promise<Place[]> {
  const places: unknown = await database.query(
    'SELECT topic, partition, next_offset::text AS offset FROM consumer_offset WHERE consumer = $1',
    [consumer],
  );
  return parse(StoredPlaces, { places }).places;
}
