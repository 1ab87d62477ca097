import { Counter, Gauge } from 'prom-client';

export const foldedIndex = new Gauge({
  name: 'holdfast_delivery_folded_index',
  help: 'Last index that this process folded',
});

export const lastTick = new Gauge({
  name: 'holdfast_delivery_last_tick_seconds',
  help: 'Time of the last tick that this process folded, in seconds of the epoch',
});

export const tailLag = new Gauge({
  name: 'holdfast_delivery_tail_lag_entries',
  help: 'Entries folded and not yet in the memory of this process, at its last reading',
});

export const openStreams = new Gauge({ name: 'holdfast_delivery_open_streams', help: 'Open streams' });

export const slowReaders = new Counter({
  name: 'holdfast_delivery_slow_readers_total',
  help: 'Streams that were cut off because their reader did not take its data in time',
});

export const rangesOpened = new Counter({
  name: 'holdfast_delivery_given_ranges_total',
  help: 'Ranges given to readers',
  labelNames: ['channel'],
});

export const withheld = new Counter({
  name: 'holdfast_delivery_withheld_total',
  help: 'Items that the table gave and policy refused: a fault of this program whenever it is not 0',
});
