import { startUp } from './start-up.ts';

const pairs = Number(process.argv[2] ?? 21);

process.stdout.write(`Whole processes, medians of ${pairs} paired runs, Node ${process.version}\n\n`);
for (const { name, floor, floorMs, ms, ratio, bar } of await startUp(pairs)) {
  const verdict = ratio <= bar ? 'ok' : 'OVER';
  process.stdout.write(
    `${name.padEnd(20)} ${ms.toFixed(0).padStart(5)} ms  ${floor} ${floorMs.toFixed(0).padStart(4)} ms  ` +
      `ratio ${ratio.toFixed(2)}  bar ${bar.toFixed(2)}  ${verdict}\n`,
  );
}
