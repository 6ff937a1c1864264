import type { Answer, VerbContext } from '../../verb/verb.ts';
import { judgeScan } from './judge.ts';
import { markdownOf } from './markdown.ts';
import { readScans } from './read.ts';
import { renderScan } from './render.ts';
import { sarifOf } from './sarif.ts';
import type { ScanValue, Verdict } from './value.ts';
import { readWanted, type ScanFlags, type Wanted } from './wanted.ts';
import { warningsOf } from './words.ts';

/** What a verb ends with. */
export const verdictCodes: Readonly<Record<Verdict, number>> = { passed: 0, failed: 3, 'no-verdict': 6 };

/** The forms of the answer are written from the one value, so that the gate is the same in each. */
export async function scanImages(
  context: VerbContext,
  images: readonly string[],
  flags: ScanFlags,
): Promise<Answer> {
  // A dry run begins nothing.
  const noStart = flags.noStart || context.global.dryRun;
  const wanted = readWanted(images, { ...flags, noStart }, context.env.ECSCTL_CLUSTER);
  const value = await scanAndSay(context, wanted);
  return {
    value,
    text: (screen) => renderScan(value, screen),
    forms: { sarif: () => sarifOf(value), markdown: () => markdownOf(value) },
    exitCode: verdictCodes[value.verdict],
  };
}

/** Reads, judges, and says on stderr how it ended. */
export async function scanAndSay(context: VerbContext, wanted: Wanted): Promise<ScanValue> {
  const { aws, terminal } = context;
  const found = await readScans(context, wanted);
  const value = judgeScan(found, { ...wanted, now: aws.now() });
  for (const warning of warningsOf(value)) await terminal.warn(warning);
  const isOpen = value.reason.startsWith('no verdict') || value.reason.startsWith('not scanned');
  if (isOpen) await terminal.warn(value.reason);
  else await terminal.say(value.reason);
  return value;
}
