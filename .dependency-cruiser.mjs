/** The rooms that know a noun of AWS; what is added to `src` beside the others is one, too. */
const engine = ['plan', 'aws', 'terminal', 'verb'];
const shared = [...engine, 'ecs', 'schedule', 'iam-policy', 'cli', 'sandbox'];
const noun = `^src/(?!(?:${shared.join('|')})/)([^/]+)/`;

const inRooms = (...rooms) => `^src/(${rooms.join('|')})/`;
const failure = '^src/failure\\.ts$';
const packages = (...names) => names.map((name) => `(^|/)node_modules/${name}/`).join('|');

const clients = packages('@aws-sdk/client-[^/]+');
const seen = packages('chalk', 'ora', '@inquirer/[^/]+');

/** The arrows of the house, one rule each: docs/architecture.md draws them. */
/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'only-main-uses-cli',
      comment:
        'The command line is the outermost room: it loads verbs, and nothing inside knows how it was called.',
      severity: 'error',
      from: { pathNot: ['^src/main\\.ts$', '^src/cli/', '^(test|scripts|bench)/'] },
      to: { path: '^src/cli/' },
    },
    {
      name: 'main-uses-only-cli',
      severity: 'error',
      from: { path: '^src/main\\.ts$' },
      to: { path: '^src/', pathNot: '^src/cli/' },
    },
    {
      name: 'nouns-use-the-engine-and-themselves',
      comment:
        'A noun uses another only where the thing really is the other’s: cleaning up is about all of them. ' +
        'What more than one noun knows of ECS, of schedules or of IAM’s policies is in the room of that name.',
      severity: 'error',
      from: { path: noun, pathNot: '^src/cleanup/' },
      to: {
        path: '^src/',
        pathNot: [inRooms(...engine, 'ecs', 'schedule', 'iam-policy'), failure, '^src/$1/'],
      },
    },
    {
      name: 'ecs-knows-no-verb',
      comment: 'Names of services and clusters, and how they are read: every noun may use them.',
      severity: 'error',
      from: { path: '^src/ecs/' },
      to: { path: '^src/', pathNot: [inRooms(...engine, 'ecs'), failure] },
    },
    {
      name: 'schedule-knows-no-verb',
      comment: 'How AWS writes times is alike wherever it takes them.',
      severity: 'error',
      from: { path: '^src/schedule/' },
      to: { path: '^src/', pathNot: [inRooms(...engine), failure, '^src/schedule/'] },
    },
    {
      name: 'iam-policy-knows-no-verb',
      comment: 'What policies say is the same whoever asks.',
      severity: 'error',
      from: { path: '^src/iam-policy/' },
      to: { path: '^src/', pathNot: [inRooms(...engine), failure, '^src/iam-policy/'] },
    },
    {
      name: 'cleanup-uses-no-edge',
      severity: 'error',
      from: { path: '^src/cleanup/' },
      to: { path: inRooms('cli', 'sandbox') },
    },
    {
      name: 'the-engine-knows-no-noun',
      severity: 'error',
      from: { path: inRooms(...engine) },
      to: { path: '^src/', pathNot: [inRooms(...engine), failure] },
    },
    {
      name: 'aws-and-terminal-stand-alone',
      comment: 'How AWS is asked and how a person is told have nothing to do with each other, or with plans.',
      severity: 'error',
      from: { path: inRooms('aws', 'terminal') },
      to: { path: '^src/', pathNot: ['^src/$1/', failure] },
    },
    {
      name: 'only-the-verb-table-loads-the-sandbox',
      severity: 'error',
      from: { pathNot: ['^src/sandbox/', '^src/cli/verbs\\.ts$', '^(test|bench)/'] },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'the-sandbox-is-not-the-product',
      comment: 'What it plays is AWS’s: it may not agree with the product by sharing its code.',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: { path: '^src/', pathNot: [inRooms('sandbox', 'verb', 'terminal'), failure] },
    },
    {
      name: 'only-the-terminal-draws',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/terminal/' },
      to: { path: seen },
    },
    {
      name: 'only-the-command-line-parses',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: packages('commander') },
    },
    {
      name: 'plans-and-screens-ask-nobody',
      comment: 'What is planned or drawn is decided from values; a type of AWS’s is one.',
      severity: 'error',
      from: { path: [inRooms('terminal', 'plan', 'cli', 'verb'), '^src/.*/plan[^/]*\\.ts$'] },
      to: { path: clients, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-has-a-name',
      comment: 'A drawer for what was not named: say what it knows instead.',
      severity: 'error',
      from: {},
      to: { path: '/(util|utils|helper|helpers|common|misc)[/.]', pathNot: 'node_modules' },
    },
    {
      name: 'everything-is-found',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'nothing-lies-about',
      comment:
        'A module that nobody loads. Verbs are loaded by the table, entries by the launcher and the build.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
