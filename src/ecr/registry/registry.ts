import { Failure } from '../../failure.ts';
import { digestOf, isDigest } from '../image/digest.ts';
import type { Manifest } from '../image/manifest.ts';
import { manifestTypes } from '../image/media-types.ts';
import { Caller, type RegistryOptions } from './caller.ts';
import type { StreamBody } from './exchange.ts';
import { uploadLocation } from './location.ts';
import type { Retrying } from './retry.ts';

/** A manifest as a registry has it. */
export interface KnownManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** An upload that has begun, and where it goes on; a mount has made it needless. */
export type Upload = { readonly kind: 'open'; readonly url: URL } | { readonly kind: 'mounted' };

const accept = manifestTypes.join(', ');
const bytesType = { 'content-type': 'application/octet-stream' };

/**
 * One repository of a registry by its HTTP API, in the way that ECR takes. What is small is tried again here, an upload
 * by who uploads.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export class Registry {
  readonly host: string;
  readonly #options: RegistryOptions;
  readonly #caller: Caller;

  constructor(options: RegistryOptions) {
    this.host = options.origin.host;
    this.#options = options;
    this.#caller = new Caller(options);
  }

  /** How often something was tried again. */
  get retries(): number {
    return this.#caller.retries;
  }

  /** How an upload is tried again. */
  get retrying(): Retrying {
    return this.#caller.retrying;
  }

  close(): void {
    this.#caller.close();
  }

  /** Registries that keep content elsewhere answer with the way there. */
  async hasBlob(digest: string): Promise<boolean> {
    const url = this.#url(`blobs/${digest}`);
    const fine = [200, 301, 302, 303, 307, 308, 404];
    const { status } = await this.#caller.patiently({
      method: 'HEAD',
      url,
      what: `look for ${digest}`,
      fine,
    });
    return status !== 404;
  }

  async hasManifest(digest: string): Promise<boolean> {
    const ask = { url: this.#url(`manifests/${digest}`), what: `look for the manifest ${digest}` };
    const { status } = await this.#caller.patiently({
      ...ask,
      method: 'HEAD',
      headers: { accept },
      fine: [200, 404],
    });
    return status === 200;
  }

  /** The manifest that a tag or a digest stands for. */
  async manifest(reference: string): Promise<KnownManifest | undefined> {
    const ask = { url: this.#url(`manifests/${reference}`), what: `read the manifest of ${reference}` };
    const answer = await this.#caller.patiently({
      ...ask,
      method: 'GET',
      headers: { accept },
      fine: [200, 404],
    });
    if (answer.status === 404) return undefined;
    const [mediaType = ''] = (answer.headers['content-type'] ?? '').split(';');
    return { digest: digestOf(answer.body), mediaType: mediaType.trim(), bytes: answer.body };
  }

  /**
   * Begins an upload, which a mount may make needless.
   * @param from another repository of this registry that may have the content.
   */
  async begin(what: string, signal: AbortSignal, mount?: { digest: string; from: string }): Promise<Upload> {
    const url = this.#url('blobs/uploads/');
    if (mount)
      url.search = `?mount=${encodeURIComponent(mount.digest)}&from=${encodeURIComponent(mount.from)}`;
    const ask = { url, what: `begin the upload of ${what}`, fine: [201, 202], signal };
    const { status, headers } = await this.#caller.send({ ...ask, method: 'POST' });
    // An upload that has begun is "accepted"; what was mounted is "created".
    if (status === 201 && mount) return { kind: 'mounted' };
    return { kind: 'open', url: uploadLocation(headers.location, url) };
  }

  /** Gives the whole content of an upload in one request, and ends it. */
  async put(url: URL, digest: string, body: StreamBody, signal: AbortSignal): Promise<void> {
    const ask = { url: withDigest(url, digest), what: `take ${digest}`, fine: [200, 201, 202, 204], signal };
    await this.#caller.send({ ...ask, method: 'PUT', headers: bytesType, body });
  }

  /** Gives the whole content of an upload whose digest is told only at its end. Returns where it is to be ended. */
  async patch(url: URL, body: StreamBody, signal: AbortSignal): Promise<URL> {
    // ECR says "created" where the specification has "accepted".
    const ask = { url, what: 'take a layer', fine: [200, 201, 202, 204], signal };
    const { headers } = await this.#caller.send({ ...ask, method: 'PATCH', headers: bytesType, body });
    return headers.location === undefined ? url : uploadLocation(headers.location, url);
  }

  /** Ends an upload whose content was given. */
  async commit(url: URL, digest: string, signal: AbortSignal): Promise<void> {
    const ask = { url: withDigest(url, digest), what: `take ${digest}`, fine: [200, 201, 202, 204], signal };
    await this.#caller.send({ ...ask, method: 'PUT' });
  }

  /** Tells the registry that an upload is given up. That it may not care to know does no harm. */
  async cancel(url: URL): Promise<void> {
    const ask = { url, what: 'give up an upload', fine: [], signal: AbortSignal.timeout(2000) };
    await this.#caller.send({ ...ask, method: 'DELETE' }).catch(() => {});
  }

  /**
   * Keeps a manifest, under a tag or its own digest.
   * @throws RegistryRefusal; Failure `refused` when the registry says that it has kept something else.
   */
  async putManifest(reference: string, { bytes, mediaType, digest }: Manifest): Promise<void> {
    const ask = { url: this.#url(`manifests/${reference}`), what: `keep the manifest ${reference}` };
    const headers = { 'content-type': mediaType };
    const fine = [200, 201, 202];
    const answer = await this.#caller.patiently({ ...ask, method: 'PUT', headers, body: bytes, fine });
    const kept = answer.headers['docker-content-digest'];
    if (!isDigest(kept) || kept === digest) return;
    throw new Failure(
      'refused',
      `${this.host} kept the manifest ${reference} as ${kept}, and it is ${digest}`,
      {
        hint: 'something between here and the registry changes what is sent',
      },
    );
  }

  #url(path: string): URL {
    return new URL(`/v2/${this.#options.repository}/${path}`, this.#options.origin);
  }
}

/** The address is the registry's own, so that nothing in it is written anew. */
function withDigest(url: URL, digest: string): URL {
  const sign = url.search === '' ? '?' : '&';
  return new URL(`${url.href.replace(/\?$/, '')}${sign}digest=${encodeURIComponent(digest)}`);
}
