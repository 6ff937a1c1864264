import { usage } from '../../failure.ts';

/** What an image runs on, as an index and an image's configuration name it. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/**
 * Takes `linux/arm64` or `linux/arm/v7` apart.
 * @throws Failure `usage`.
 */
export function parsePlatform(text: string): Platform {
  const [, os, architecture, variant] = /^([a-z0-9]+)\/([a-z0-9_]+)(?:\/([a-z0-9.]+))?$/.exec(text) ?? [];
  if (os && architecture) return { os, architecture, ...(variant && { variant }) };
  throw usage(
    `--platform: "${text}" is no platform`,
    'write it like linux/amd64, linux/arm64 or linux/arm/v7',
  );
}

/** `linux/arm/v7`; undefined for what runs nowhere, as the attestations of a build. */
export function platformName(platform: Partial<Platform> | undefined): string | undefined {
  const { os, architecture, variant } = platform ?? {};
  if (!os || !architecture || os === 'unknown') return undefined;
  return [os, architecture, ...(variant ? [variant] : [])].join('/');
}

/** `v8` is what arm64 means without a variant. */
export function isPlatform(platform: Partial<Platform> | undefined, wanted: Platform): boolean {
  if (platform?.os !== wanted.os || platform.architecture !== wanted.architecture) return false;
  return wanted.variant === undefined || variantOf(platform) === wanted.variant;
}

function variantOf({ architecture, variant }: Partial<Platform>): string | undefined {
  return variant ?? (architecture === 'arm64' ? 'v8' : undefined);
}
