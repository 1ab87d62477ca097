import type { Service } from './service.js';

/** What there is to choose from; a machine is asked only as far as needed. */
export interface Possibilities {
  /** The environment names the service. */
  named: boolean;
  /** Started by tests, which may use Testcontainers. */
  tests: boolean;
  docker: () => Promise<boolean>;
  embedded: () => Promise<boolean>;
}

/** The order in which a service is looked for; undefined when it cannot be had. */
export async function chooseSource(possible: Possibilities): Promise<Service['source'] | undefined> {
  if (possible.named) return 'environment';
  if (possible.tests && (await possible.docker())) return 'testcontainers';
  if (await possible.embedded()) return 'embedded';
  if (!possible.tests && (await possible.docker())) return 'docker';
  return undefined;
}
