import { AwsCli } from './aws-cli.ts';
import type { Step } from './aws-operations/exercise.ts';
import { compareSteps, type Difference } from './compare.ts';
import { type Coverage, operationsExercised, verbsTried } from './coverage.ts';
import { reckon } from './differences.ts';
import { startMoto } from './moto.ts';
import { runPushes } from './registry/run-pushes.ts';
import { Report } from './report.ts';
import { type CaseResult, runCases } from './run-cases.ts';
import { runStories } from './run-stories.ts';
import { runVerb } from './run-verb.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox.ts';
import type { Site } from './site.ts';
import { virtualEnvironment } from './venv.ts';

/** Everything that was run, on moto and on a sandbox, each pair of their own for the cases and for the stories. */
interface Ran {
  readonly motoCases: readonly CaseResult[];
  readonly sandboxCases: readonly CaseResult[];
  readonly motoSteps: readonly Step[];
  readonly sandboxSteps: readonly Step[];
  readonly operations: Coverage;
  readonly bugs: readonly string[];
}

async function runAll(python: string): Promise<Ran> {
  const aws = new AwsCli(python);
  const opened: { close(): void }[] = [aws];
  const open = async <Server extends { close(): void }>(starting: Promise<Server>): Promise<Server> => {
    const server = await starting;
    opened.push(server);
    return server;
  };
  try {
    const [motoA, motoB, sandboxA, sandboxB] = await Promise.all([
      open(startMoto(python)),
      open(startMoto(python)),
      open(startSandboxProcess({ speed: 20 })),
      open(startSandboxProcess()),
    ]);
    const site = (name: Site['name'], { url }: { url: string }): Site => ({ name, url });
    const [motoCases, sandboxCases, motoSteps, sandboxSteps] = await Promise.all([
      runCases(aws, site('moto', motoA)),
      runCases(aws, site('sandbox', sandboxA)),
      runStories(aws, site('moto', motoB)),
      runStories(aws, site('sandbox', sandboxB)),
    ]);
    const operations = operationsExercised(await sandboxB.entries());
    const bugs = [...(await bugsOf(sandboxA)), ...(await bugsOf(sandboxB))];
    return { motoCases, sandboxCases, motoSteps, sandboxSteps, operations, bugs };
  } finally {
    for (const server of opened) server.close();
  }
}

async function bugsOf(sandbox: SandboxProcess): Promise<string[]> {
  return (await sandbox.bugs()).map(({ operation, error }) => `${operation}: ${error}`);
}

function judgeSandbox({ sandboxCases, sandboxSteps, bugs }: Ran, report: Report): void {
  for (const { name, error } of sandboxCases) {
    if (error === undefined) report.pass();
    else report.fail(`${name} (sandbox)`, error);
  }
  for (const { name, wrong } of sandboxSteps) {
    if (wrong.length === 0) report.pass();
    else report.fail(`aws ${name}`, wrong.join('; '));
  }
  for (const bug of bugs) report.fail('the sandbox itself failed', bug);
}

function judgeCoverage({ all, missing }: Coverage, what: string, report: Report): void {
  report.pass(all.length - missing.length);
  for (const one of missing) report.fail(one, what);
}

/** Whatever moto does otherwise must be written down, and what is written down must be so. */
async function judgeMoto({ motoCases, motoSteps, sandboxSteps }: Ran, report: Report): Promise<number> {
  const failed = motoCases.flatMap(({ name, error }): Difference[] =>
    error === undefined ? [] : [{ what: name, difference: `moto: ${error}` }],
  );
  const { listed, unlisted, gone } = await reckon([...failed, ...compareSteps(sandboxSteps, motoSteps)]);
  report.pass(motoCases.length - failed.length + listed);
  for (const { what, difference } of unlisted)
    report.fail(`not in docs/conformance.md: ${what} | ${difference}`);
  for (const { what, difference } of gone)
    report.fail(`in docs/conformance.md, but not so: ${what} | ${difference}`);
  return listed;
}

/** @param words a verb, or its first words: only its cases are run then. */
async function main(words: string): Promise<void> {
  const report = new Report();
  if (words === '') await runWhole(report);
  else await runVerb(words, report);
  report.say(report.total());
  process.exitCode = report.hasFailed ? 1 : 0;
}

async function runWhole(report: Report): Promise<void> {
  const pushed = await runPushes(report);
  const ran = await runAll(await virtualEnvironment());
  const verbs = await verbsTried(pushed);
  judgeSandbox(ran, report);
  judgeCoverage(
    ran.operations,
    'the sandbox answers it, and no story in test/conformance/aws-operations does it',
    report,
  );
  judgeCoverage(verbs, 'it asks AWS, and has no case in test/conformance/cases', report);
  const listed = await judgeMoto(ran, report);
  const { all, missing } = ran.operations;
  report.say(
    `${ran.motoCases.length} cases of ${verbs.all.length - pushed.length} verbs ran on moto, and the same on the sandbox`,
  );
  report.say(
    `${all.length - missing.length} of ${all.length} operations of the sandbox were exercised by aws, in ${ran.sandboxSteps.length} commands`,
  );
  report.say(`${listed} differences between moto and the sandbox, written down in docs/conformance.md`);
}

await main(process.argv.slice(2).join(' '));
