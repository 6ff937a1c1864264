import type { Answer, VerbContext } from '../../verb/verb.ts';
import type { ImageReference } from '../reference.ts';
import { readSeverities } from '../scan/limits.ts';
import { renderScan } from '../scan/render.ts';
import { scanAndSay, verdictCodes } from '../scan/scan-images.ts';
import { targetOf } from '../scan/target.ts';
import { usualPatience } from '../scan/wanted.ts';
import type { PushAnswer } from './value.ts';
import type { WantedScan } from './wanted-scan.ts';

/**
 * Scans what was pushed, and says how that ended. On a terminal the findings stand before the reference; a scan above its
 * limits fails the run, and what was pushed stays.
 */
export async function withScan(
  context: VerbContext,
  { limits, ignores }: WantedScan,
  image: ImageReference & { readonly digest: string },
  { value }: Answer<PushAnswer>,
): Promise<Answer<PushAnswer>> {
  const scan = await scanAndSay(context, {
    what: { targets: [targetOf(image, [])] },
    gate: { limits, onlyFixable: false, allowUnscanned: false },
    listed: readSeverities(undefined),
    ignores,
    mayStart: true,
    patience: usualPatience,
  });
  const { reference = '' } = value;
  return {
    value: { ...value, scan },
    text: (screen) => (screen.aligned ? `${renderScan(scan, screen)}\n\n${reference}` : reference),
    exitCode: verdictCodes[scan.verdict],
  };
}
