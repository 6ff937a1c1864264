import type { Paint } from './screen.ts';

/**
 * The palette: attributes and the terminal's own foreground colours, so that a light theme stays as readable
 * as a dark one. Black, white and grey are left to the theme; backgrounds are never set.
 */
export async function loadPaint(): Promise<Paint> {
  const { Chalk } = await import('chalk');
  // The level is given, because whether to colour was decided for this stream; chalk would ask process.stdout.
  const chalk = new Chalk({ level: 1 });
  return {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    warn: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
    accent: (text) => chalk.cyan(text),
  };
}
