import { push } from './push.ts';
import { startUp } from './start-up.ts';
import { taskDefinitions } from './task-definitions.ts';

const words = process.argv.slice(2);
const pairs = Number(words.find((word) => /^\d+$/.test(word)) ?? 21);

/** What can be measured alone: `npm run bench -- push`. */
const parts: Readonly<Record<string, () => Promise<void>>> = {
  'start-up': measureStartUp,
  'task-definitions': measureTaskDefinitions,
  push: measurePush,
};

const named = words.filter((word) => Object.hasOwn(parts, word));
for (const [name, measure] of Object.entries(parts)) {
  if (named.length === 0 || named.includes(name)) await measure();
}

async function measureStartUp(): Promise<void> {
  process.stdout.write(`Whole processes, medians of ${pairs} paired runs, Node ${process.version}\n\n`);
  for (const { name, floor, floorMs, ms, ratio, bar } of await startUp(pairs)) {
    process.stdout.write(
      `${name.padEnd(20)} ${ms.toFixed(0).padStart(5)} ms  ${floor} ${floorMs.toFixed(0).padStart(4)} ms  ` +
        `${judged(ratio, bar)}\n`,
    );
  }
}

async function measureTaskDefinitions(): Promise<void> {
  process.stdout.write('\nTask definitions deregistered, time fifty times as fast\n\n');
  const few = await taskDefinitions(500);
  const many = await taskDefinitions(5000);
  const peaks = (many.peak ?? Number.NaN) / (few.peak ?? Number.NaN);
  process.stdout.write(
    [
      `calls   ${many.calls}, the fewest ${many.fewestCalls}, throttled ${many.throttled}  ${judged(many.calls / many.fewestCalls, 1.05)}`,
      `time    ${many.seconds.toFixed(1)} s, by the request rate ${many.leastSeconds.toFixed(1)} s  ${judged(many.seconds / many.leastSeconds, 1.1)}`,
      `memory  ${many.peak?.toFixed(0)} MiB, with a tenth of them ${few.peak?.toFixed(0)} MiB  ${judged(peaks, 2)}`,
      `memory  ${many.peak?.toFixed(0)} MiB of 190 MiB (200 MB)  ${judged((many.peak ?? Number.NaN) / 190, 1)}`,
      '',
    ].join('\n'),
  );
}

async function measurePush(): Promise<void> {
  process.stdout.write("\nImages pushed to Debian's registry, medians of rounds in turn\n\n");
  const pushed = await push(Math.min(pairs, 7));
  if ('missing' in pushed) {
    process.stdout.write(`not measured: ${pushed.missing.join(', ')} not installed\n`);
    return;
  }
  for (const { name, value, unit, against, floor, ratio, bar } of pushed) {
    const numbers = `${value.toFixed(2).padStart(7)} ${unit}  ${against} ${floor.toFixed(2)} ${unit}`;
    process.stdout.write(`${name.padEnd(30)} ${numbers.padEnd(34)} ${judged(ratio, bar)}\n`);
  }
}

function judged(ratio: number, bar: number): string {
  return `ratio ${ratio.toFixed(2)}  bar ${bar.toFixed(2)}  ${ratio <= bar ? 'ok' : 'OVER'}`;
}
