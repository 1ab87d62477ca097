import { hash } from 'node:crypto';
import type { Wallet } from '../world/wallet.js';
import type { Speaker } from './answer.js';
import { reply } from './exchange.js';
import type { Reply, SeenFlag } from './exchange.js';

const WAIT_FOR_PROCESS_MS = 24 * 3_600_000;

/** Word to who flagged one of its addresses: that funds lie there, or that the address is its own hot wallet. */
export function judgeFlags(speaker: Speaker): Reply[] {
  return Object.values(speaker.state.flags)
    .filter(({ dueAt }) => dueAt <= speaker.now)
    .flatMap((seen) => {
      const wallet = speaker.exchange.wallets.find(
        ({ address }) => address.accountId === seen.flag.address?.accountId && seen.flag.subjectType === 'ADDRESS',
      );
      return wallet ? judge(speaker, seen, wallet) : [];
    });
}

function judge({ exchange, now }: Speaker, { envelope, flag }: SeenFlag, wallet: Wallet): Reply[] {
  const flagId = flag.flagId ?? envelope.messageId;
  const saying = { to: envelope.sender, now, reference: `flag/${envelope.messageId}` };
  if (wallet.role === 'HOT_WALLET') {
    const body = {
      flagId,
      version: flag.version,
      verdict: 'OWN_HOT_WALLET',
      note: 'Our own hot wallet.',
      evidence: [],
    };
    return [reply(exchange, { ...saying, kind: 'flag-assessment', text: 'says: that is our own hot wallet' }, body)];
  }
  if (wallet.balance.amountAtomic === '0') return [];
  const body = {
    flagId,
    flagVersion: flag.version,
    hop: 0,
    exchange: exchange.id,
    depositTx: depositOf(wallet),
    amount: wallet.balance,
    creditedAt: now,
    accountState: 'CREDITED',
    actionTaken: 'ENHANCED_REVIEW',
    legalProcessBy: new Date(Date.parse(now) + WAIT_FOR_PROCESS_MS).toISOString(),
  };
  return [reply(exchange, { ...saying, kind: 'flag-hit', retention: 'R2', text: 'says: a deposit lies there' }, body)];
}

/** The transaction that brought in what lies on a wallet; no chain has it. */
function depositOf({ address: { chainId, accountId } }: Wallet): { chainId: string; txHash: string } {
  const digest = hash('sha256', `${accountId}/deposit`);
  return { chainId, txHash: chainId.startsWith('eip155:') ? `0x${digest}` : digest };
}
