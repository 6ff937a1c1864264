import { AwsError } from '../service.ts';
import type { RegistryReply } from './reply.ts';

/** An error of the registry's HTTP API, in the words of the OCI distribution specification. */
export class RegistryError extends Error {
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

/**
 * How ECR's registry says what its API would have said by an error's name; the texts are the same. What is not here is
 * said of a parameter: 405 UNSUPPORTED.
 */
const spellings: Readonly<Record<string, readonly [status: number, code: string]>> = {
  RepositoryNotFoundException: [404, 'NAME_UNKNOWN'],
  ImageNotFoundException: [404, 'MANIFEST_UNKNOWN'],
  ImageArchivedException: [404, 'MANIFEST_UNKNOWN'],
  ImageTagAlreadyExistsException: [400, 'TAG_INVALID'],
  ImageAlreadyExistsException: [400, 'TAG_INVALID'],
  ImageDigestDoesNotMatchException: [400, 'DIGEST_INVALID'],
  LayersNotFoundException: [404, 'BLOB_UNKNOWN'],
  LayerInaccessibleException: [404, 'BLOB_UNKNOWN'],
  ReferencedImagesNotFoundException: [404, 'MANIFEST_BLOB_UNKNOWN'],
  UploadNotFoundException: [404, 'BLOB_UPLOAD_UNKNOWN'],
  InvalidLayerPartException: [416, 'BLOB_UPLOAD_INVALID'],
  LayerPartTooSmallException: [400, 'BLOB_UPLOAD_INVALID'],
  EmptyUploadException: [400, 'BLOB_UPLOAD_INVALID'],
  InvalidLayerException: [400, 'DIGEST_INVALID'],
  AccessDeniedException: [403, 'DENIED'],
  LimitExceededException: [429, 'TOOMANYREQUESTS'],
  ThrottlingException: [429, 'TOOMANYREQUESTS'],
  InternalFailure: [500, 'UNKNOWN'],
  ServiceUnavailableException: [503, 'UNAVAILABLE'],
};

/** The error as the registry answers it; undefined for one that no registry would answer. */
export function registryErrorOf(thrown: unknown): RegistryError | undefined {
  if (thrown instanceof RegistryError) return thrown;
  if (!(thrown instanceof AwsError)) return undefined;
  const [status, code] = spellings[thrown.name] ?? [405, 'UNSUPPORTED'];
  return new RegistryError(status, code, thrown.message);
}

export function refusalReply({ status, code, message, headers }: RegistryError): RegistryReply {
  const body = `${JSON.stringify({ errors: [{ code, message }] })}\n`;
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}
