import type { PlanAnswer } from '../../plan/carry-out.ts';
import type { ScanValue } from '../scan/value.ts';

/** The documented answer of `ecr push`, beside that of every verb that writes. */
export interface PushAnswer extends PlanAnswer {
  /** `123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:…`; absent from a dry run that cannot know it. */
  readonly reference?: string;
  readonly digest?: string;
  /** The tags that were asked for. */
  readonly tags: readonly string[];
  /** `linux/amd64` */
  readonly platforms: readonly string[];
  readonly blobs: {
    readonly sent: number;
    /** Those that were there already. */
    readonly skipped: number;
    readonly mounted: number;
  };
  /** Bytes of content, those of tries that failed among them. */
  readonly bytesSent: number;
  readonly seconds: number;
  /** How often something was tried again. */
  readonly retries: number;
  /** Of `--scan`. */
  readonly scan?: ScanValue;
}
