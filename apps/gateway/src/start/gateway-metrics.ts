import { Counter, Gauge, Histogram } from 'prom-client';

export const accepted = new Counter({
  name: 'holdfast_gateway_accepted_messages_total',
  help: 'Messages that every replica holds.',
  labelNames: ['topic'],
});

export const refused = new Counter({
  name: 'holdfast_gateway_refused_messages_total',
  help: 'Messages that were refused at the door, by the first rule they broke.',
  labelNames: ['kind', 'rule'],
});

export const publishSeconds = new Histogram({
  name: 'holdfast_gateway_publish_seconds',
  help: 'From handing records to the bus until every replica holds them.',
  buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 2],
});

export const uploadsOpen = new Gauge({
  name: 'holdfast_gateway_uploads_open',
  help: 'Uploads of many messages under way.',
});

export const streamsOpen = new Gauge({
  name: 'holdfast_gateway_streams_open',
  help: 'Streams to partners that are open.',
});
