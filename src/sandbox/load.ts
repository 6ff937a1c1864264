import { Failure, usage } from '../failure.ts';
import { defineVerb, type VerbContext } from '../verb/verb.ts';

export const verb = defineVerb({
  summary: 'change the load on a service of a running sandbox',
  description: 'Without --times or --per-second the load is the usual one again.',
  arguments: { service: { help: 'CLUSTER/SERVICE' } },
  flags: {
    times: { kind: 'number', help: 'so many times the usual load', placeholder: 'N', min: 0, max: 1000 },
    perSecond: { kind: 'number', help: 'so many requests or messages a second', placeholder: 'N', min: 0 },
    for: { kind: 'duration', help: 'for how long; until the next change, without', placeholder: 'DURATION' },
  },
  examples: [
    ['ecsctl sandbox load prod/web --per-second 120', 'a newsletter goes out'],
    ['ecsctl sandbox load prod/web', 'and it is over'],
  ],
  iam: [],
  mutates: false,
  async run(context, { arguments: { service }, flags }) {
    const { times, perSecond, for: seconds } = flags;
    if (times !== undefined && perSecond !== undefined) {
      throw usage('--times and --per-second exclude each other', 'write one of them');
    }
    const wish = { service, times, perSecond, seconds };
    await knock(sandboxUrl(context), wish);
    const load = perSecond ?? times;
    return {
      value: wish,
      text: () =>
        `${service}: ${load === undefined ? 'the usual load' : `${load} ${times ? 'times the usual' : 'a second'}`}.`,
    };
  },
});

/** Only this machine has sandboxes. */
function sandboxUrl({ global, env }: VerbContext): URL {
  const text = global.endpointUrl ?? env.AWS_ENDPOINT_URL;
  if (
    text !== undefined &&
    URL.canParse(text) &&
    ['127.0.0.1', 'localhost'].includes(new URL(text).hostname)
  ) {
    return new URL('/_sandbox/load', text);
  }
  throw usage(
    text === undefined ? 'AWS_ENDPOINT_URL names no sandbox' : `"${text}" is no sandbox on this machine`,
    'start one with "ecsctl sandbox start" and set what it prints',
  );
}

async function knock(url: URL, wish: object): Promise<void> {
  const reply = await fetch(url, { method: 'POST', body: JSON.stringify(wish) }).catch(() => undefined);
  const body = (await reply?.json().catch(() => undefined)) as { error?: string; hint?: string } | undefined;
  if (reply?.ok && body) return;
  throw new Failure('refused', body?.error ?? `no sandbox answers at ${url.origin}`, {
    hint: body?.hint ?? 'start one with "ecsctl sandbox start"',
  });
}
