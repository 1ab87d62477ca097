/** A service that was found or started; `pid` and `ended` where it is a process of ours. */
export interface Service {
  source: 'environment' | 'testcontainers' | 'embedded' | 'docker';
  pid?: number;
  ended?: Promise<void>;
  stop(): Promise<void>;
}

export interface KafkaService extends Service {
  brokers: string[];
}

export interface PostgresService extends Service {
  url: string;
}
