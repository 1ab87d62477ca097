import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/**
 * kafkajs polls each connection's queue every millisecond even when nothing waits in it, with a delay below zero: a few
 * per cent of a core for nothing, and a TimeoutNegativeWarning from Node. With nothing pending and no throttle there is
 * nothing to look for; every other case keeps kafkajs' own behaviour.
 */
const schedule = RequestQueue.prototype.scheduleCheckPendingRequests;

RequestQueue.prototype.scheduleCheckPendingRequests = function () {
  if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
  schedule.call(this);
};
