import { migrate } from '@holdfast/bus';
import { loadConfig, logger, runMain } from '@holdfast/platform';
import { DeliveryConfig } from './delivery.config.js';
import { databaseSettings } from './start/connections.js';
import { startDelivery } from './start/start-delivery.js';

await runMain(logger('delivery'), async () => {
  const config = loadConfig(DeliveryConfig);
  if (process.argv[2] === 'migrate') await migrate(databaseSettings(config));
  else await startDelivery(config, logger('delivery', config.logLevel));
});
