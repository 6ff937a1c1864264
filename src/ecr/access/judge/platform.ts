import type { FoundAccess, ImageName, StoredImage } from '../found.ts';
import type { Check } from '../value.ts';

/** ECS's words for what a platform's names are in images. */
const architectures: Readonly<Record<string, string>> = { X86_64: 'amd64', ARM64: 'arm64' };

/**
 * Whether the image is for the platform that tasks run on. Fargate takes Linux on X86_64 where nothing is said.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html
 */
export function judgePlatform(
  found: FoundAccess,
  { text: image }: ImageName,
  { platforms }: StoredImage,
): Check[] {
  const subject = 'platform' as const;
  if ('refused' in platforms) {
    const text = `for which platforms it is, is not known: the caller may not ${platforms.refused}`;
    return [{ subject, light: 'yellow', text, next: `run this as somebody who may: ${platforms.refused}` }];
  }
  const { value } = platforms;
  if (value === undefined || value.length === 0) return [];
  const wanted = wantedOf(found);
  const missing = wanted.filter((one) => !value.some((has) => has === one || has.startsWith(`${one}/`)));
  const has = value.join(', ');
  if (wanted.length === 0) {
    return [{ subject, light: 'yellow', text: `it is for ${has}, and nothing says what the tasks run on` }];
  }
  if (missing.length === 0) return [{ subject, light: 'green', text: `it is for ${has}` }];
  const next = /arm64/.test(has)
    ? `set runtimePlatform to ARM64 in the task definition, or push the image for ${missing.join(', ')}`
    : `ecsctl ecr push SOURCE ${image.replace(/@.*/, '')} --platform ${missing[0]}`;
  return [
    { subject, light: 'red', text: `it is for ${has}, and the tasks run on ${missing.join(', ')}`, next },
  ];
}

function wantedOf({ taskDefinition: { runtimePlatform = {} }, host }: FoundAccess): string[] {
  const os = /^WINDOWS/.test(runtimePlatform.operatingSystemFamily ?? '') ? 'windows' : 'linux';
  const usual = host.kind === 'fargate' ? ['X86_64'] : host.architectures;
  const cpus = runtimePlatform.cpuArchitecture === undefined ? usual : [runtimePlatform.cpuArchitecture];
  return cpus.flatMap((cpu) => (architectures[cpu] === undefined ? [] : [`${os}/${architectures[cpu]}`]));
}
