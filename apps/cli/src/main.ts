import { Command } from 'commander';
import { MessageRejected } from '@holdfast/contracts';
import { EXIT, exitCodeOf } from './output/exit-code.js';
import { initCommand } from './hub/init/init.command.js';
import { migrateCommand } from './hub/init/migrate.command.js';
import { doctorCommand } from './hub/inspect/doctor.command.js';
import { auditCommand } from './audit/tamper.command.js';
import { logCommand } from './audit/log.command.js';
import { eraseCommand } from './audit/erase.command.js';
import { replayCommand } from './audit/replay.command.js';
import { quarantineCommand } from './audit/quarantine.command.js';
import { reconcileCommand } from './audit/reconcile.command.js';
import { backupCommand, restoreCommand } from './hub/backup/backup.command.js';
import { keysCommand } from './hub/keys/keys.command.js';
import { statusCommand } from './hub/inspect/status.command.js';
import { tokenCommand } from './hub/inspect/token.command.js';
import { officerCommand } from './directory/officer.command.js';
import { partnerCommand } from './directory/partner.command.js';
import { approveCommand } from './messages/sign/approve.command.js';
import { signCommand } from './messages/sign/sign.command.js';
import { submitCommand } from './messages/submit/submit.command.js';
import { upCommand } from './hub/up/up.command.js';
import { simulateCommand } from './simulate/simulate.command.js';
import { receiptCommand } from './verify/receipt/receipt.command.js';
import { verifyCommand } from './verify/verify.command.js';
import { witnessCommand } from './witness/witness.command.js';
import { watchCommand } from './messages/watch/watch.command.js';
import { holdCommand } from './desk/answer/hold.command.js';
import { respondCommand } from './desk/answer/respond.command.js';
import { lookupCommand } from './desk/lookup/lookup.command.js';
import { flagCommand } from './desk/screen/flag.command.js';
import { screenCommand } from './desk/screen/screen.command.js';
import { requestCommand } from './desk/request/request.command.js';

const common = (command: Command): Command =>
  command
    .option('--url <url>', 'URL of the hub (HOLDFAST_URL)')
    .option('--home <folder>', 'folder of keys and data (HOLDFAST_HOME)')
    .option('--json', 'prints for machines');

const codes = Object.entries(EXIT).map(([name, code]) => `${code} ${name}`);
const program = new Command('holdfast')
  .description('A hub through which exchanges and authorities share crypto-crime intelligence')
  .addHelpText('after', `\nExit codes: ${codes.join(', ')}`)
  .exitOverride();

const commands = [
  upCommand,
  initCommand,
  migrateCommand,
  tokenCommand,
  partnerCommand,
  officerCommand,
  signCommand,
  approveCommand,
  submitCommand,
  watchCommand,
  lookupCommand,
  flagCommand,
  screenCommand,
  requestCommand,
  respondCommand,
  holdCommand,
  simulateCommand,
  statusCommand,
  receiptCommand,
  verifyCommand,
  eraseCommand,
  reconcileCommand,
  quarantineCommand,
  auditCommand,
  replayCommand,
  backupCommand,
  restoreCommand,
  keysCommand,
  logCommand,
  witnessCommand,
];
const withExitCodes = (command: Command): Command => {
  command.commands.forEach(withExitCodes);
  return command.exitOverride();
};
for (const make of [...commands, doctorCommand]) program.addCommand(withExitCodes(make(common)));

// A reader that had enough (head, less) is no failure.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) =>
  process.exit(code === 'EPIPE' ? EXIT.ok : EXIT.refused),
);

try {
  await program.parseAsync();
  process.exit(process.exitCode);
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  const { code, exitCode } = Object(error);
  // The command line's own help and usage errors have been printed already.
  if (typeof code === 'string' && code.startsWith('commander.')) process.exit(exitCode === 0 ? EXIT.ok : EXIT.usage);
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof MessageRejected)
    for (const { pointer, rule } of error.faults) process.stderr.write(`  ${pointer} ${rule}\n`);
  process.exit(exitCodeOf(error));
}
