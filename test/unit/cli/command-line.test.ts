import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Request, readCommandLine } from '../../../src/cli/command-line.ts';
import type { Manifest, VerbFace } from '../../../src/cli/manifest.ts';
import { Failure } from '../../../src/failure.ts';
import { failureOf } from '../../support/refused.ts';

function face(more: Partial<VerbFace>): VerbFace {
  const examples = [['ecsctl boat row left', 'to the left'] as const];
  return { summary: 'do it', arguments: {}, flags: {}, examples, iam: [], mutates: true, ...more };
}

const manifest: Manifest = {
  version: '1.2.3',
  nouns: { boat: 'what floats', 'boat sail': 'what drives it' },
  verbs: {
    'boat row': face({
      description: 'With both oars.',
      arguments: { side: { help: 'which oar' }, pace: { help: 'how fast', optional: true } },
      flags: {
        strokes: { kind: 'integer', help: 'how many', placeholder: 'N', short: 's' },
        oar: { kind: 'text', help: 'an oar', repeat: true },
        noSplash: { kind: 'switch', help: 'quietly' },
        splash: { kind: 'switch', help: 'loudly' },
        wait: { kind: 'duration', help: 'rest', bare: '5m' },
      },
    }),
    'boat sail set': face({ arguments: { words: { help: 'all of them', variadic: true } } }),
    swim: face({}),
  },
};

function read(line: string | readonly string[], width = 80): Request {
  const argv = typeof line === 'string' ? line.split(' ').filter(Boolean) : line;
  return readCommandLine(argv, manifest, width);
}

function refused(line: string | readonly string[]): string {
  const { message, hint } = failureOf('usage', () => read(line));
  return `${message} | ${hint}`;
}

function printed(line: string): string {
  const request = read(line);
  return request.kind === 'print' ? request.text : `not printed: ${JSON.stringify(request)}`;
}

describe('a command line', () => {
  it('is a verb with its arguments and flags', () => {
    expect(read('boat row left --strokes 3 -y')).toEqual({
      kind: 'verb',
      path: 'boat row',
      words: ['left', undefined],
      flags: { strokes: '3' },
      global: { yes: true },
    });
  });

  it.each([
    '--region eu-west-1 -o json boat row left --strokes 3',
    'boat --region eu-west-1 -o json row left --strokes 3',
    'boat row --region=eu-west-1 left --output json -s 3',
    'boat row left -s3 -ojson --region eu-west-1',
  ])('takes flags before and after the verb: %s', (line) => {
    expect(read(line)).toMatchObject({
      path: 'boat row',
      words: ['left', undefined],
      flags: { strokes: '3' },
      global: { region: 'eu-west-1', output: 'json' },
    });
  });

  it.each([
    ['boat row left --no-splash', { noSplash: true }],
    ['boat row left --splash', { splash: true }],
    ['boat row left --oar a --oar b', { oar: ['a', 'b'] }],
    ['boat row left --wait', { wait: true }],
    ['boat row left --wait 3m', { wait: '3m' }],
    ['boat row left --wait=3m', { wait: '3m' }],
    ['boat row left --strokes=', { strokes: '' }],
    ['boat row left --strokes -3', { strokes: '-3' }],
    ['boat row left -s 1 -s 2', { strokes: '2' }],
  ])('%s means %j', (line, flags) => {
    expect(read(line)).toMatchObject({ flags, words: ['left', undefined] });
  });

  it('takes everything behind -- for words', () => {
    expect(read('boat sail set -y -- aws --region x -y')).toMatchObject({
      path: 'boat sail set',
      words: [['aws', '--region', 'x', '-y']],
      global: { yes: true },
    });
    expect(read('boat row -- --left')).toMatchObject({ words: ['--left', undefined] });
  });

  it('may name a verb that has no noun', () => {
    expect(read('swim')).toMatchObject({ kind: 'verb', path: 'swim' });
  });
});

describe('a wrong command line', () => {
  const example = 'write it like: ecsctl boat row left; or see ecsctl boat row --help';

  it.each([
    ['baot row', "unknown command 'baot' | did you mean boat?"],
    ['boat rwo left', "unknown command 'rwo' | did you mean row?"],
    ['boat fly', "unknown command 'fly' | see ecsctl boat --help"],
    ['--region eu-west-1 --profile boat boat fly', "unknown command 'fly' | see ecsctl boat --help"],
    ['constructor', "unknown command 'constructor' | see ecsctl --help"],
    ['boat row left --stroke 3', "unknown option '--stroke' | did you mean --strokes?"],
    ['boat row left --zzz', `unknown option '--zzz' | ${example}`],
    ['boat row left --yes=no', "unknown option '--yes=no' | did you mean --yes?"],
    ['--strokes 3 boat row left', "unknown option '--strokes' | see ecsctl --help"],
    ['boat row', `the argument SIDE is missing | ${example}`],
    ['boat row left --strokes', '--strokes has no value | write it like --strokes N'],
    ['boat row left --oar', '--oar has no value | write it like --oar TEXT'],
    ['--region', '--region has no value | write it like --region REGION'],
    ['boat row left fast now', `"now" is one word too many for ecsctl boat row | ${example}`],
    [
      'boat sail set',
      'the argument WORDS is missing | write it like: ecsctl boat row left; or see ecsctl boat sail set --help',
    ],
  ])('%s is refused with a word about it', (line, words) => {
    expect(refused(line)).toBe(words);
  });

  it('is refused as wrong usage whatever its words are, and never as a bug', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'boat',
        'row',
        'sail',
        'set',
        'swim',
        'left',
        '--',
        '-s',
        '--oar',
        '--wait',
        '-o',
        '--',
      ),
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `--${text}`),
      fc.constantFrom(
        '__proto__',
        'toString',
        '--constructor',
        '--__proto__=x',
        '--no-yes',
        '-',
        '--=',
        '-=-',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
        try {
          expect(['verb', 'print']).toContain(read(argv).kind);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(error).toMatchObject({ kind: 'usage', hint: expect.stringMatching(/./) });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('help', () => {
  it('of the program lists nouns and exit codes', () => {
    const text = printed('--help');
    for (const word of ['boat', 'what floats', 'swim', '--dry-run', 'Exit codes:', '130']) {
      expect(text).toContain(word);
    }
  });

  it.each(['boat', 'boat --help', 'boat -h', 'help boat'])('of a noun lists its verbs: %s', (line) => {
    expect(printed(line)).toContain('what floats');
    expect(printed(line)).toMatch(/row +do it/);
    expect(printed(line)).not.toContain('--strokes');
  });

  it('of a verb is everything about it', () => {
    expect(printed('boat row --help')).toMatchInlineSnapshot(`
      "Usage: ecsctl boat row [options] <side> [pace]

      do it.

      With both oars.

      Arguments:
        SIDE                         which oar
        PACE                         how fast

      Options:
        -s, --strokes N              how many
        --oar TEXT                   an oar
        --no-splash                  quietly
        --splash                     loudly
        --wait [DURATION]            rest
        -h, --help                   print help

      Global Options:
        --version                    print the version
        --region REGION              AWS region
        --profile NAME               profile of the AWS config files
        --endpoint-url URL           send every request to this address
        -o, --output text|json|yaml  form of the answer
        --query JMESPATH             JMESPath expression applied to the answer
        -y, --yes                    go ahead without asking
        --dry-run                    show the plan and stop; nothing is written
        --detailed-exitcode          with --dry-run: exit 3 when there is something to
                                     change
        -q, --quiet                  only the answer and errors
        --debug                      log each API call on stderr
        --no-color                   no colours
        --no-progress                no spinners
        --timeout DURATION           give up after this long, exit 5
        --api-rate FACTOR            share of AWS's published request rates to use
                                     (0.8)

      Examples of boat row:
        # to the left
        ecsctl boat row left

      "
    `);
  });

  it('is printed even where the rest of the line is not whole', () => {
    expect(printed('boat row --help')).toBe(printed('boat row -h'));
    expect(printed('boat row --strokes 3 --help')).toBe(printed('boat row -h'));
  });

  it('keeps to the width of the screen', () => {
    const request = read('boat row --help', 60);
    // Examples stand whole, so that they can be copied.
    const [flags = ''] = request.kind === 'print' ? request.text.split('Examples') : [];
    const lines = flags.split('\n');
    expect(lines.length).toBeGreaterThan(20);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });
});

it('the version is the manifest’s', () => {
  expect(printed('--version')).toBe('1.2.3\n');
});
