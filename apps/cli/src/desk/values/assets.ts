import { CommandFailed } from '../../output/command-failed.js';

/** An asset by its CAIP-19 id, and how many decimals its amounts have. */
export interface Asset {
  assetId: string;
  decimals: number;
  symbol?: string;
}

/** What people call by a symbol; every other asset is given by its CAIP-19 id and its decimals. */
const KNOWN: readonly Required<Asset>[] = [
  { symbol: 'BTC', assetId: 'bip122:000000000019d6689c085ae165831e93/slip44:0', decimals: 8 },
  { symbol: 'ETH', assetId: 'eip155:1/slip44:60', decimals: 18 },
  { symbol: 'TRX', assetId: 'tron:0x2b6653dc/slip44:195', decimals: 6 },
  { symbol: 'XRP', assetId: 'xrpl:0/slip44:144', decimals: 6 },
  { symbol: 'LTC', assetId: 'bip122:12a765e31ffd4059bada1e25190f6e98/slip44:2', decimals: 8 },
  { symbol: 'USDT', assetId: 'eip155:1/erc20:0xdAC17F958D2ee523a2206206994597C13D831ec7', decimals: 6 },
  { symbol: 'USDT', assetId: 'tron:0x2b6653dc/trc20:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', decimals: 6 },
  { symbol: 'USDC', assetId: 'eip155:1/erc20:0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48', decimals: 6 },
];

/** What names an asset: a symbol on the chain of an address, or a CAIP-19 id with its decimals. */
export interface AssetName {
  asset: string;
  decimals?: number;
  chainId: string;
}

/** The asset that is meant. Throws CommandFailed: of an unknown one the decimals must be said, never guessed. */
export function assetOf({ asset, decimals, chainId }: AssetName): Asset {
  if (asset.includes('/') && decimals !== undefined) return { assetId: asset, decimals };
  const isMeant = ({ symbol, assetId }: Required<Asset>) =>
    assetId === asset || (symbol === asset.toUpperCase() && assetId.startsWith(`${chainId}/`));
  const known = KNOWN.find(isMeant);
  if (known) return known;
  const symbols = KNOWN.filter(({ assetId }) => assetId.startsWith(`${chainId}/`)).map(({ symbol }) => symbol);
  const choice = symbols.length === 0 ? '' : ` Known there: ${symbols.join(', ')}.`;
  throw new CommandFailed(
    `No asset ${asset} is known on ${chainId}.${choice} Any other: --asset CAIP-19 --decimals NUMBER`,
  );
}
