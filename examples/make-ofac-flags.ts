import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chainOf, checkAddress, detectChains } from '@holdfast/chain';

/** Day of the published lists: the conversion reads no clock, so that it gives the same file every time. */
const LISTED_AT = '2024-09-27T00:00:00.000Z';
const LISTED_UNTIL = '2029-09-27T00:00:00.000Z';

/** Assets that live on several chains; each row says by its checksum on which. In order of preference. */
const TOKEN_CHAINS: Record<string, string[]> = { USDT: ['TRC20', 'ERC20', 'BTC'], USDC: ['ERC20'] };

const folder = join(import.meta.dirname, import.meta.dirname.includes('/dist/') ? '../../examples' : '.');

/** The lists in `examples/ofac`, each row as an address-flag message in the form in which a partner submits it. */
export function ofacFlags(): object[] {
  const files = readdirSync(join(folder, 'ofac')).filter((name) => name.endsWith('.json'));
  return files.toSorted().flatMap((name) => {
    const asset = name.replace(/^sanctioned_addresses_|\.json$/g, '');
    const rows: string[] = JSON.parse(readFileSync(join(folder, 'ofac', name), 'utf8'));
    return rows.map((row) => flagOf(asset, row));
  });
}

function flagOf(asset: string, row: string): object {
  return {
    kind: 'address-flag',
    version: 1,
    reference: `OFAC-${asset}-${row}`,
    occurredAt: LISTED_AT,
    audience: { groups: ['members'] },
    handling: { tlp: 'CLEAR', code: 'H0', dataClass: 'OPEN', retention: { class: 'R3', legalHold: false } },
    language: 'en',
    correlates: [],
    exercise: false,
    body: {
      version: 1,
      status: 'ACTIVE',
      subjectType: 'ADDRESS',
      address: addressOf(asset, row),
      role: 'PERPETRATOR',
      crimeCategory: 'SANCTIONS_EVASION',
      confidence: 90,
      sourceReliability: 'A',
      infoAccuracy: '1',
      attributionBasis: 'authority_data',
      legalAct: 'OFAC SDN list',
      validFrom: LISTED_AT,
      validUntil: LISTED_UNTIL,
      propagation: { mode: 'DIRECT', maxHops: 1, minShareBps: 0 },
      requestedAction: 'HOLD_FOR_REVIEW',
      evidence: [],
    },
  };
}

/** A row that is no address of its list is written as the list claims it to be: the hub refuses it, and says why. */
function addressOf(asset: string, row: string): object {
  const chainId = chainIdOf(asset, row);
  const verdict = checkAddress(chainId, row);
  if (!verdict.ok) return { accountId: `${chainId}:${row}`, chainId, address: row, format: 'OTHER' };
  const { accountId, format, checksum } = verdict;
  return { accountId, chainId, address: row, format, ...(checksum ? { checksumOk: true } : {}) };
}

function chainIdOf(asset: string, row: string): string {
  const possible = (TOKEN_CHAINS[asset] ?? [asset]).flatMap((name) => chainOf(name) ?? []);
  const certain = detectChains(row);
  return possible.find((id) => certain.includes(id)) ?? possible[0] ?? asset;
}

if (process.argv[1] === import.meta.filename) {
  const flags = ofacFlags();
  writeFileSync(join(folder, 'ofac-flags.ndjson'), flags.map((flag) => `${JSON.stringify(flag)}\n`).join(''));
  console.log(`${flags.length} flags written to examples/ofac-flags.ndjson`);
}
