import { styleText } from 'node:util';
import { Option } from 'commander';
import type { Command } from 'commander';
import { clientAs } from '../../settings.js';
import type { CommonOptions } from '../../settings.js';
import { foundExchanges } from '../run/found-exchanges.js';
import { withKeys } from '../run/population.js';
import { missingDocument } from './missing-document.js';
import { sceneOf } from './scene.js';
import type { Scene } from './scene.js';
import { Stage } from './stage.js';
import type { Step } from './stage.js';
import { voicePhishing } from './voice-phishing.js';

interface InvestigationOptions extends CommonOptions {
  scenario: string;
}

/** The acceptance scenarios that a hub plays by itself, by their numbers in the reference. */
const SCENARIOS: Readonly<Record<string, (stage: Stage, scene: Scene) => Promise<void>>> = {
  1: voicePhishing,
  5: missingDocument,
};

/** `holdfast simulate investigation`: plays a case from end to end, and shows at each step who sees what. */
export function investigationCommand(command: Command): Command {
  return command
    .description('plays a case with the demo police and two simulated exchanges, step by step')
    .addOption(
      new Option('--scenario <n>', '1: voice phishing, from report to seizure; 5: the document that never came')
        .choices(Object.keys(SCENARIOS))
        .default('1'),
    )
    .addHelpText('after', '\nExample:\n  holdfast simulate investigation --scenario 5')
    .action(investigate);
}

async function investigate(options: InvestigationOptions): Promise<void> {
  const scene = sceneOf(`sim-${Date.now().toString(36)}`);
  const ids = scene.members.map(({ id }) => id);
  const keys = await foundExchanges(ids, options, (line) => void process.stderr.write(`${line}\n`));
  const exchanges = withKeys(scene.members, keys, { options, report: () => undefined });
  for (const each of exchanges) await each.catchUp();
  const police = clientAs('demo-police', options);
  const onlookers = [police, ...['demo-prosecutor', ...ids].map((id) => clientAs(id, options))];
  const [requester, approver] = ['demo-police.officer-1', 'demo-police.officer-2'].map((id) => clientAs(id, options));
  if (!requester || !approver) throw new TypeError('A request needs two officers');
  let number = 0;
  const tell = (step: Step) => print({ number: ++number, ...step }, options);
  const play = SCENARIOS[options.scenario]?.(new Stage({ police, requester, approver, onlookers }, tell), scene);
  await Promise.race([play, ...exchanges.map((each) => each.run())]);
}

function print(step: Step & { number: number }, { json }: CommonOptions): void {
  const { number, title, facts, seenBy } = step;
  const lines = [...facts, ...(seenBy ? [styleText('dim', `seen by ${seenBy.join(', ')}`)] : [])];
  const text = [`${styleText('cyan', String(number).padStart(2))}  ${title}`, ...lines.map((line) => `      ${line}`)];
  process.stdout.write(json ? `${JSON.stringify(step)}\n` : `${text.join('\n')}\n`);
}
