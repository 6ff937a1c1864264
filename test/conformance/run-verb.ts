import { AwsCli } from './aws-cli.ts';
import { reckon } from './differences.ts';
import { startMoto } from './moto.ts';
import type { Report } from './report.ts';
import { runCases } from './run-cases.ts';
import { startSandboxProcess } from './sandbox.ts';
import { virtualEnvironment } from './venv.ts';

/** Runs the cases of one verb, or of all that begin with the same words, and nothing else: for work on these cases. */
export async function runVerb(words: string, report: Report): Promise<void> {
  const python = await virtualEnvironment();
  const [moto, sandbox] = await Promise.all([startMoto(python), startSandboxProcess({ speed: 20 })]);
  const aws = new AwsCli(python);
  try {
    const [onMoto, onSandbox] = await Promise.all([
      runCases(aws, { name: 'moto', url: moto.url }, words),
      runCases(aws, { name: 'sandbox', url: sandbox.url }, words),
    ]);
    for (const { name, error } of onSandbox) {
      if (error === undefined) report.pass();
      else report.fail(`${name} (sandbox)`, error);
    }
    const failed = onMoto.flatMap(({ name, error }) =>
      error === undefined ? [] : [{ what: name, difference: `moto: ${error}` }],
    );
    const { unlisted } = await reckon(failed);
    report.pass(onMoto.length - unlisted.length);
    for (const { what, difference } of unlisted) report.fail(what, difference);
    for (const { operation, error } of await sandbox.bugs()) report.fail(`the sandbox: ${operation}`, error);
  } finally {
    for (const opened of [aws, moto, sandbox]) opened.close();
  }
}
