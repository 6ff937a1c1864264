import { isIP } from 'node:net';
import { Failure } from '../../failure.ts';

/**
 * Where a registry says that an upload goes on: as it says it, relative to the request where it is relative.
 * @param asked the request that was answered.
 * @throws Failure `refused` where the registry leads to an address of a private network, or off TLS: a registry that
 * could do so might have this machine speak to its neighbours.
 */
export function uploadLocation(location: string | undefined, asked: URL): URL {
  if (!location || !URL.canParse(location, asked.href)) {
    throw new Failure('refused', `${asked.host} began an upload and did not say where it goes on`);
  }
  const url = new URL(location, asked);
  if (url.origin === asked.origin) return url;
  if (isPrivate(url.hostname)) throw strange(url, asked, 'an address of a private network');
  if (url.protocol !== 'https:') throw strange(url, asked, 'an address without TLS');
  return url;
}

function strange({ host }: URL, asked: URL, what: string): Failure {
  return new Failure('refused', `${asked.host} leads an upload to ${host}, ${what}`, {
    hint: 'nothing was sent there; check the registry and any proxy on the way',
  });
}

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(hostname);
}

/** Literal addresses only: what a name means is the network's affair. */
function isPrivate(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isLoopback(address) || /\.localhost$/.test(address)) return true;
  if (isIP(address) === 6) return /^(f[cd]|fe[89ab]|::|64:ff9b:)/i.test(address);
  return /^(0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
    address,
  );
}
