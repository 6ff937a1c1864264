import { randomUUID } from 'node:crypto';
import { digestOf, type Seen } from './registry.ts';

/** How this registry differs from the plainest one. */
export interface Habits {
  /** "Created" for a PATCH, and no address for a manifest that was kept, as ECR has it. */
  readonly isLikeEcr?: boolean;
  readonly isImmutable?: boolean;
  /** Repositories that there are not. */
  readonly isUnknown?: (name: string) => boolean;
  /** Repositories at which the connection is cut without a word. */
  readonly dropsUnknown?: (name: string) => boolean;
  /** Where an upload goes on, instead of at a relative address here. */
  readonly uploadsAt?: (path: string) => string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

interface Manifest {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

export function refuse(status: number, code?: string, headers?: Record<string, string>): Answer {
  const body = code === undefined ? '' : JSON.stringify({ errors: [{ code, message: `this is ${code}.` }] });
  return { status, body, ...(headers && { headers }) };
}

/** One repository's content. */
export class Repository {
  readonly name: string;
  readonly blobs = new Map<string, Buffer>();
  readonly manifests = new Map<string, Manifest>();
  readonly tags = new Map<string, string>();
  /** Uploads that have begun and not ended, with what they have. */
  readonly uploads = new Map<string, Buffer>();
  readonly #habits: Habits;
  readonly #find: (name: string) => Repository;

  constructor(name: string, habits: Habits, find: (name: string) => Repository) {
    this.name = name;
    this.#habits = habits;
    this.#find = find;
  }

  /** What a tag stands for, with all that it names; an error where any of it is not there. */
  whole(tag: string): string {
    const digest = this.tags.get(tag);
    if (!digest) throw new Error(`no tag ${tag}`);
    this.#check(digest);
    return digest;
  }

  answer({ method, query }: Seen, rest: string, body: Buffer): Answer {
    const [kind, ...names] = rest.split('/');
    const name = names.join('/');
    if (kind === 'manifests') return method === 'PUT' ? this.#keep(name, body) : this.#manifest(name);
    if (!name.startsWith('uploads')) return this.#blob(name);
    if (method === 'POST') return this.#begin(query);
    return this.#upload(method, name.replace('uploads/', ''), query.get('digest'), body);
  }

  #check(digest: string): void {
    const manifest = this.manifests.get(digest);
    if (!manifest || digestOf(manifest.bytes) !== digest) throw new Error(`no manifest ${digest}`);
    const { blobs, children } = partsOf(manifest.bytes);
    for (const blob of blobs) {
      const bytes = this.blobs.get(blob);
      if (!bytes || digestOf(bytes) !== blob) throw new Error(`no blob ${blob}`);
    }
    for (const child of children) this.#check(child);
  }

  #blob(digest: string): Answer {
    const bytes = this.blobs.get(digest);
    if (!bytes) return refuse(404, 'BLOB_UNKNOWN');
    return { status: 200, headers: { 'docker-content-digest': digest }, body: bytes };
  }

  #begin(query: URLSearchParams): Answer {
    const [mount, from] = [query.get('mount'), query.get('from')];
    const bytes = mount && from ? this.#find(from).blobs.get(mount) : undefined;
    if (mount && bytes) {
      this.blobs.set(mount, bytes);
      return { status: 201, headers: { location: `/v2/${this.name}/blobs/${mount}` } };
    }
    const id = randomUUID();
    this.uploads.set(id, Buffer.alloc(0));
    const path = `/v2/${this.name}/blobs/uploads/${id}?state=a%2Fb`;
    return { status: 202, headers: { location: this.#habits.uploadsAt?.(path) ?? path } };
  }

  #upload(method: string, id: string, digest: string | null, body: Buffer): Answer {
    const before = this.uploads.get(id);
    if (!before) return refuse(404, 'BLOB_UPLOAD_UNKNOWN');
    this.uploads.delete(id);
    if (method === 'DELETE') return { status: 204 };
    const bytes = Buffer.concat([before, body]);
    if (method === 'PATCH') {
      this.uploads.set(id, bytes);
      const location = `/v2/${this.name}/blobs/uploads/${id}?state=c`;
      return { status: this.#habits.isLikeEcr ? 201 : 202, headers: { location, range: '0-0' } };
    }
    if (!digest || digestOf(bytes) !== digest) return refuse(400, 'DIGEST_INVALID');
    this.blobs.set(digest, bytes);
    return { status: 201, headers: { location: `/v2/${this.name}/blobs/${digest}` } };
  }

  #manifest(reference: string): Answer {
    const digest = this.tags.get(reference) ?? reference;
    const found = this.manifests.get(digest);
    if (!found) return refuse(404, 'MANIFEST_UNKNOWN');
    const headers = { 'content-type': found.mediaType, 'docker-content-digest': digest };
    return { status: 200, headers, body: found.bytes };
  }

  #keep(reference: string, bytes: Buffer): Answer {
    const digest = digestOf(bytes);
    const isTag = !reference.startsWith('sha256:');
    if (!isTag && reference !== digest) return refuse(400, 'DIGEST_INVALID');
    if (isTag && this.#habits.isImmutable && this.tags.has(reference)) return refuse(400, 'TAG_INVALID');
    const { blobs, children, mediaType } = partsOf(bytes);
    if (blobs.some((blob) => !this.blobs.has(blob))) return refuse(400, 'MANIFEST_BLOB_UNKNOWN');
    if (children.some((child) => !this.manifests.has(child))) return refuse(400, 'MANIFEST_BLOB_UNKNOWN');
    this.manifests.set(digest, { bytes, mediaType });
    if (isTag) this.tags.set(reference, digest);
    if (this.#habits.isLikeEcr) return { status: 201 };
    return {
      status: 201,
      headers: { 'docker-content-digest': digest, location: `/v2/${this.name}/manifests/${digest}` },
    };
  }
}

function partsOf(bytes: Buffer): { blobs: string[]; children: string[]; mediaType: string } {
  const { config, layers = [], manifests = [], mediaType } = JSON.parse(bytes.toString('utf8'));
  const digests = (list: { digest: string }[]) => list.map(({ digest }) => digest);
  return {
    blobs: digests([...(config ? [config] : []), ...layers]),
    children: digests(manifests),
    mediaType,
  };
}
