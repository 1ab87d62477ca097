export { ServiceMissing, ServiceNotReady } from './errors.js';
export { startKafka } from './kafka/embedded-kafka.js';
export { startPostgres } from './postgres/embedded-postgres.js';
export { projectRoot } from './project-root.js';
export { freePort } from './process/free-port.js';
export { findKafka, findPostgres, startServices } from './start-services.js';
export type { KafkaService, PostgresService, Service } from './service.js';
export type { ServiceOptions } from './start-services.js';
