import { bucketName } from '../../../bucket/name.ts';
import { isMembers } from '../../../members.ts';
import { uploadPattern } from '../../../on-upload/pattern.ts';
import type { WantedObjects } from '../../../on-upload/wanted.ts';
import { fieldValues, literals, readPattern } from '../../../pattern/fields.ts';
import { makes } from './makes.ts';
import { flagOf, type TypedFlag } from './typed-flag.ts';

/** The flags by which `on-upload` makes the pattern; undefined for one that it does not make. */
export function objectFlags(text: string): TypedFlag[] | undefined {
  const pattern = readPattern(text);
  const [bucket = ''] = literals(pattern, 'detail', 'bucket', 'name');
  const [key] = fieldValues(pattern, 'detail', 'object', 'key');
  const objects: WantedObjects = { bucket, ...partsOf(key) };
  const { prefix, suffix, hasPlainKeys } = objects;
  if (prefix === '' || suffix === '') return undefined;
  if (!makes(() => uploadPattern({ ...objects, bucket: bucketName(bucket) }), text)) return undefined;
  return [
    ['bucket', bucket],
    ...flagOf('prefix', prefix),
    ...flagOf('suffix', suffix),
    ...(hasPlainKeys ? ([['plain-keys']] as const) : []),
  ];
}

/** A wildcard with one star that stands for any text: what comes before it, and what comes behind. */
const wildcard = /^((?:[^*\\]|\\[*\\])*)\*((?:[^*\\]|\\[*\\])*)$/s;

function partsOf(key: unknown): Omit<WantedObjects, 'bucket'> {
  if (!isMembers(key)) return { hasPlainKeys: false };
  const { prefix, suffix } = key;
  const [, before, behind] = typeof key.wildcard === 'string' ? (wildcard.exec(key.wildcard) ?? []) : [];
  return {
    ...(typeof prefix === 'string' && { prefix }),
    ...(typeof suffix === 'string' && { suffix }),
    ...(before !== undefined && { prefix: plain(before) }),
    ...(behind !== undefined && { suffix: plain(behind) }),
    hasPlainKeys: 'anything-but' in key,
  };
}

function plain(text: string): string {
  return text.replace(/\\([*\\])/g, '$1');
}
