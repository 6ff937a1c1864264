import { Failure } from '../../failure.ts';
import type { HttpAnswer } from './exchange.ts';

/** What a registry answered instead of doing what it was asked. */
export class RegistryRefusal extends Failure {
  readonly status: number;
  /** The registry's own word: `NAME_UNKNOWN`, `TAG_INVALID`; empty where it has none. */
  readonly code: string;
  /** Milliseconds that it wants to be left alone. */
  readonly retryAfter: number | undefined;
  /** The token was not taken, and a new one has been got. */
  readonly isTokenRenewed: boolean;

  constructor(asked: Asked, answer: HttpAnswer, isTokenRenewed = false) {
    const { code, message } = errorIn(answer.body);
    const { words, hint } = explain(asked, answer, code, message);
    super('refused', words, { hint });
    this.name = 'RegistryRefusal';
    this.status = answer.status;
    this.code = code;
    this.retryAfter = retryAfterOf(answer.headers['retry-after']);
    this.isTokenRenewed = isTokenRenewed;
  }
}

/** A request as it is spoken of. */
export interface Asked {
  readonly host: string;
  readonly repository: string;
  /** `put the manifest`, as what follows "to". */
  readonly what: string;
}

/** Every action that a push takes: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html */
const pushActions: readonly string[] = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:InitiateLayerUpload',
  'ecr:UploadLayerPart',
  'ecr:CompleteLayerUpload',
  'ecr:PutImage',
  'ecr:BatchGetImage',
];

const expired = /expired/i;

/** ECR calls an old token unauthorized, or forbids with the word that it has expired. */
export function isTokenStale({ status, body }: HttpAnswer): boolean {
  return status === 401 || (status === 403 && expired.test(body.toString('utf8')));
}

function explain(
  { host, repository, what }: Asked,
  { status }: HttpAnswer,
  code: string,
  message: string,
): { words: string; hint?: string } {
  if (status === 401) {
    return {
      words: `${host} does not let anybody ${what} with this token`,
      hint: 'check that the credentials are of an account that may use this registry',
    };
  }
  if (status === 403) {
    const action = /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1];
    return {
      words: `access denied: ${host} does not allow to ${what}${message && `: ${message}`}`,
      hint: action ? `the caller needs the IAM action ${action}` : `a push needs ${pushActions.join(', ')}`,
    };
  }
  if (code === 'NAME_UNKNOWN') {
    return {
      words: `there is no repository ${repository} in ${host}`,
      hint: `add --create, or make it with: ecsctl ecr repo create ${repository}`,
    };
  }
  const said = [code, message].filter(Boolean).join(': ');
  return { words: `${host} answered ${status} when asked to ${what}${said && `: ${said}`}` };
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes */
function errorIn(body: Buffer): { code: string; message: string } {
  try {
    const [error] = JSON.parse(body.toString('utf8')).errors ?? [];
    return { code: wordOf(error?.code), message: wordOf(error?.message) };
  } catch {
    return { code: '', message: '' };
  }
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().replace(/\.$/, '') : '';
}

function retryAfterOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return seconds > 0 ? seconds * 1000 : undefined;
}
