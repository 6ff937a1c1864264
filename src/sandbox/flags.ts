import type { Flags } from '../verb/flags.ts';

/** How a sandbox is set up; the same for every verb that opens one. */
export const sandboxFlags = {
  port: {
    kind: 'integer',
    help: 'port on 127.0.0.1; 0 takes a free one',
    placeholder: 'N',
    min: 0,
    max: 65_535,
  },
  scenario: { kind: 'text', help: 'estate to begin with (web); see sandbox scenarios', placeholder: 'NAME' },
  speed: {
    kind: 'number',
    help: 'how much faster than time its clock runs (1)',
    placeholder: 'N',
    min: 0.1,
    max: 3600,
  },
  faults: {
    kind: 'text',
    help: 'what goes wrong: throttle, 5xx=0.1, reset=0.05, slow=800ms, lost=0.05, joined by commas',
    placeholder: 'SPEC',
  },
  iamPolicy: { kind: 'file', help: 'allow only what this IAM policy document allows', placeholder: 'FILE' },
} as const satisfies Flags;
