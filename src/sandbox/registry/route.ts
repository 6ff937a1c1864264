import { getBlob, headBlob } from './blobs.ts';
import { listReferrers, listTags } from './listings.ts';
import { getManifest, headManifest, putManifest } from './manifests.ts';
import { deleteUpload, getUpload, hasBody, patchUpload, postUpload, putUpload } from './uploads.ts';
import type { Responder, Visit } from './visit.ts';

/** Where a request leads. */
export interface Route {
  readonly name: string;
  readonly reference: string;
  /** The operations of the API that the request comes to: what it is let in for, and what the ledger says of it. */
  readonly operations: readonly string[];
  readonly respond: Responder;
}

interface Rule {
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, readonly [operations: Operations, respond: Responder]>>;
}

type Operations = readonly string[] | ((headers: Visit['headers']) => readonly string[]);

/** A blob that comes whole with its digest is sent and completed at once. */
const completing = (headers: Visit['headers']) =>
  hasBody(headers) ? ['UploadLayerPart', 'CompleteLayerUpload'] : ['CompleteLayerUpload'];

/**
 * The distribution API by the operations of ECR's own API, of which each needs its permission.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
const rules: readonly Rule[] = [
  {
    path: /^\/v2\/(?<name>.+)\/blobs\/uploads\/?$/,
    methods: { POST: [['InitiateLayerUpload'], postUpload] },
  },
  {
    path: /^\/v2\/(?<name>.+)\/blobs\/uploads\/(?<reference>[^/]+)$/,
    methods: {
      GET: [['UploadLayerPart'], getUpload],
      PATCH: [['UploadLayerPart'], patchUpload],
      PUT: [completing, putUpload],
      DELETE: [['UploadLayerPart'], deleteUpload],
    },
  },
  {
    path: /^\/v2\/(?<name>.+)\/blobs\/(?<reference>[^/]+)$/,
    methods: {
      HEAD: [['BatchCheckLayerAvailability'], headBlob],
      GET: [['GetDownloadUrlForLayer'], getBlob],
    },
  },
  {
    path: /^\/v2\/(?<name>.+)\/manifests\/(?<reference>[^/]+)$/,
    methods: {
      HEAD: [['BatchGetImage'], headManifest],
      GET: [['BatchGetImage'], getManifest],
      PUT: [['PutImage'], putManifest],
    },
  },
  { path: /^\/v2\/(?<name>.+)\/tags\/list$/, methods: { GET: [['ListImages'], listTags] } },
  {
    path: /^\/v2\/(?<name>.+)\/referrers\/(?<reference>[^/]+)$/,
    methods: { GET: [['BatchGetImage'], listReferrers] },
  },
];

/** Undefined for what the registry does not do, as to delete a blob. */
export function routeOf(method: string, path: string, headers: Visit['headers']): Route | undefined {
  for (const rule of rules) {
    const { name, reference = '' } = rule.path.exec(path)?.groups ?? {};
    if (name === undefined) continue;
    const [operations, respond] = rule.methods[method] ?? [];
    if (!operations || !respond) return undefined;
    const named = typeof operations === 'function' ? operations(headers) : operations;
    return { name, reference: decoded(reference), operations: named, respond };
  }
  return undefined;
}

/** A digest's colon may come percent-encoded. */
function decoded(text: string): string {
  return text.replaceAll(/%3a/gi, ':');
}
