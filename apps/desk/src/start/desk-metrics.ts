import { Counter, Gauge } from 'prom-client';

export const foldedIndex = new Gauge({
  name: 'holdfast_desk_folded_index',
  help: 'Last index that this process folded',
});

export const lastTick = new Gauge({
  name: 'holdfast_desk_last_tick_seconds',
  help: 'Time of the last tick that this process folded, in seconds of the epoch',
});

export const decided = new Counter({
  name: 'holdfast_desk_decided_total',
  help: 'Messages that the desk decided to say',
  labelNames: ['kind'],
});
