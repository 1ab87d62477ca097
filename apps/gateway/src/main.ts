import { migrate } from '@holdfast/bus';
import { loadConfig, logger, runMain } from '@holdfast/platform';
import { GatewayConfig } from './gateway.config.js';
import { databaseSettings } from './start/connections.js';
import { startGateway } from './start/start-gateway.js';

await runMain(logger('gateway'), async () => {
  const config = loadConfig(GatewayConfig);
  if (process.argv[2] === 'migrate') await migrate(databaseSettings(config));
  else await startGateway(config, logger('gateway', config.logLevel));
});
