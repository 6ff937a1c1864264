import { usage } from '../../failure.ts';
import type { Flags, FlagValues } from '../../verb/flags.ts';
import { bucketName } from '../bucket/name.ts';
import { eventsName } from '../name.ts';
import { targetFlags } from '../target/flags.ts';
import { readTarget, type WantedTarget } from '../target/wanted.ts';
import { isHanded } from './transformer.ts';

export const uploadFlags = {
  bucket: { kind: 'text', help: 'bucket into which is uploaded', placeholder: 'BUCKET' },
  prefix: { kind: 'text', help: 'only keys that begin so', placeholder: 'TEXT' },
  suffix: { kind: 'text', help: 'only keys that end so', placeholder: 'TEXT' },
  plainKeys: { kind: 'switch', help: 'run no task for a key with a quotation mark or a backslash' },
  ...targetFlags,
} as const satisfies Flags;

/** Which objects of a bucket are meant. */
export interface WantedObjects {
  readonly bucket: string;
  readonly prefix?: string;
  readonly suffix?: string;
  /** Keys that have to be escaped in JSON are left out. */
  readonly hasPlainKeys: boolean;
}

/** The task that is to run for each object that is put into a bucket. */
export interface WantedUpload {
  readonly name: string;
  readonly objects: WantedObjects;
  readonly target: WantedTarget;
}

/** @throws a usage failure for what is missing, cannot be read, or contradicts itself. */
export function readUpload(name: string, flags: FlagValues<typeof uploadFlags>): WantedUpload {
  const { bucket, prefix, suffix, plainKeys } = flags;
  if (bucket === undefined)
    throw usage('--bucket is missing', 'say into which bucket is uploaded, as in --bucket acme-uploads');
  if (plainKeys && (prefix !== undefined || suffix !== undefined))
    throw usage(
      '--plain-keys does not go with --prefix or --suffix, since one pattern cannot ask for both of a key',
      'leave one of them out',
    );
  const target = readTarget(name, flags);
  const taken = target.environment.find((variable) => isHanded(variable.name));
  if (taken) throw usage(`--env ${taken.name} is set to what was uploaded`, 'choose another name');
  return {
    name: eventsName(name),
    objects: {
      bucket: bucketName(bucket),
      ...(prefix !== undefined && { prefix: partOfKey('--prefix', prefix) }),
      ...(suffix !== undefined && { suffix: partOfKey('--suffix', suffix) }),
      hasPlainKeys: plainKeys,
    },
    target,
  };
}

/** S3 takes keys of so many bytes. */
const longestKey = 1024;

function partOfKey(flag: string, text: string): string {
  if (text === '') throw usage(`${flag} is empty`, 'leave it out where all keys are meant');
  if (Buffer.byteLength(text) <= longestKey) return text;
  throw usage(`${flag} has ${Buffer.byteLength(text)} bytes`, `a key has ${longestKey} at the most`);
}
