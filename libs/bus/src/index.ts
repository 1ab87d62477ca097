export { connectKafka } from './connection/connect-kafka.js';
export type { BusLog, KafkaSettings } from './connection/connect-kafka.js';
export { BatchPattern } from './consume/batch-pattern.js';
export { codeOf } from './consume/failure.js';
export { KafkaBatchServer } from './consume/kafka-batch-server.js';
export type { BatchServerOptions } from './consume/kafka-batch-server.js';
export { pause } from './consume/pause.js';
export { offsetOf } from './consume/record-batch.js';
export type { BatchTransaction, RecordBatch } from './consume/record-batch.js';
export { CreateConsumerOffset1767225600000 } from './database/create-consumer-offset.js';
export { migrate, openDatabase } from './database/open-database.js';
export type { DatabaseSettings, Migration } from './database/open-database.js';
export { Directory } from './directory/directory.js';
export { BusOverloaded, BusUnavailable, LeadLost, OffsetGap, TopicMismatch } from './errors.js';
export { EntryUnreadable, RecordGap } from './fold/fold-halted.js';
export { openEnvelope } from './fold/open-envelope.js';
export { newEntries } from './fold/record-order.js';
export type { OutgoingRecord } from './publish/outgoing-record.js';
export { Publisher } from './publish/publisher.js';
export { HEADER, headerBytes } from './records/headers.js';
export { CanonicalRecord, ErasedEntry, erasedEntry, readRecorded, recordedEntry, tick } from './records/recorded.js';
export type { RecordedEntry, RecordedErased, Tick } from './records/recorded.js';
export { cloudEvent, hubSubmission, submission } from './records/submission.js';
export { ensureTopics } from './topics/ensure-topics.js';
export type { OffsetRange } from './topics/read-ranges.js';
export { TopicOffsets } from './topics/topic-offsets.js';
export type { PartitionEnd } from './topics/topic-offsets.js';
export {
  CHECKPOINTS,
  DIRECTORY,
  kindTopics,
  parkedTopic,
  RECORDED,
  replayTopic,
  topicSpecs,
} from './topics/topic-specs.js';
export type { TopicSpec } from './topics/topic-specs.js';
