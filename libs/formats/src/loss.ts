import type { Envelope } from '@holdfast/contracts';

/** What a conversion lost, as the envelope's `source` carries it. */
export type Loss = NonNullable<Envelope['source']>['losses'][number];
