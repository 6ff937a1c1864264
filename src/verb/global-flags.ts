import type { Flags, FlagValues } from './flags.ts';

/** The flags that every command takes, before or after the verb. */
export const globalFlags = {
  region: { kind: 'text', help: 'AWS region', placeholder: 'REGION' },
  profile: { kind: 'text', help: 'profile of the AWS config files', placeholder: 'NAME' },
  endpointUrl: { kind: 'text', help: 'send every request to this address', placeholder: 'URL' },
  output: { kind: 'choice', short: 'o', help: 'form of the answer', choices: ['text', 'json', 'yaml'] },
  query: { kind: 'text', help: 'JMESPath expression applied to the answer', placeholder: 'JMESPATH' },
  yes: { kind: 'switch', short: 'y', help: 'go ahead without asking' },
  dryRun: { kind: 'switch', help: 'show the plan and stop; nothing is written' },
  detailedExitcode: { kind: 'switch', help: 'with --dry-run: exit 3 when there is something to change' },
  quiet: { kind: 'switch', short: 'q', help: 'only the answer and errors' },
  debug: { kind: 'switch', help: 'log each API call on stderr' },
  noColor: { kind: 'switch', help: 'no colours' },
  noProgress: { kind: 'switch', help: 'no spinners' },
  timeout: {
    kind: 'duration',
    help: 'give up after this long, exit 5',
    placeholder: 'DURATION',
    min: 1,
    // Node's timers end at 2^31 milliseconds.
    max: 24 * 86_400,
  },
  apiRate: {
    kind: 'number',
    help: "share of AWS's published request rates to use (0.8)",
    placeholder: 'FACTOR',
    min: 0.01,
    max: 100,
  },
} as const satisfies Flags;

/** The same for a verb whose answer has further forms. */
export function globalFlagsWith(forms: readonly string[] = []) {
  const { output } = globalFlags;
  return { ...globalFlags, output: { ...output, choices: [...output.choices, ...forms] } };
}

export type GlobalValues = FlagValues<typeof globalFlags>;
