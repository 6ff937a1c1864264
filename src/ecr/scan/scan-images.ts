import type { Answer, VerbContext } from '../../verb/verb.ts';
import { judgeScan } from './judge.ts';
import { markdownOf } from './markdown.ts';
import { readScans } from './read.ts';
import { renderScan } from './render.ts';
import { sarifOf } from './sarif.ts';
import type { Verdict } from './value.ts';
import { readWanted, type ScanFlags } from './wanted.ts';
import { warningsOf } from './words.ts';

const exitCodes: Readonly<Record<Verdict, number>> = { passed: 0, failed: 3, 'no-verdict': 6 };

/** Reads, judges, and says on stderr how it ended; the forms of the answer are written from the one value. */
export async function scanImages(
  context: VerbContext,
  images: readonly string[],
  flags: ScanFlags,
): Promise<Answer> {
  const { aws, terminal, env, global } = context;
  // A dry run begins nothing.
  const noStart = flags.noStart || global.dryRun;
  const wanted = readWanted(images, { ...flags, noStart }, env.ECSCTL_CLUSTER);
  const found = await readScans(context, wanted);
  const value = judgeScan(found, { ...wanted, now: aws.now() });
  for (const warning of warningsOf(value)) await terminal.warn(warning);
  const isOpen = value.reason.startsWith('no verdict') || value.reason.startsWith('not scanned');
  if (isOpen) await terminal.warn(value.reason);
  else await terminal.say(value.reason);
  return {
    value,
    text: (screen) => renderScan(value, screen),
    forms: { sarif: () => sarifOf(value), markdown: () => markdownOf(value) },
    exitCode: exitCodes[value.verdict],
  };
}
