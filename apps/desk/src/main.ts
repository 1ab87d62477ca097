import { migrate } from '@holdfast/bus';
import { loadConfig, logger, runMain } from '@holdfast/platform';
import { DeskConfig } from './desk.config.js';
import { databaseSettings } from './start/connections.js';
import { startDesk } from './start/start-desk.js';

await runMain(logger('desk'), async () => {
  const config = loadConfig(DeskConfig);
  if (process.argv[2] === 'migrate') await migrate(databaseSettings(config));
  else await startDesk(config, logger('desk', config.logLevel));
});
