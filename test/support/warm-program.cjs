// The built program in a process that stays: it is told a command line at a time, and answers what a process of its own
// would have printed and ended with.
const { join } = require('node:path');
const { PassThrough } = require('node:stream');

const root = join(__dirname, '..', '..');
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const { run } = require(join(root, 'dist', 'main.js'));
const manifest = require(join(root, 'dist', 'manifest.json'));

process.on('message', async ({ argv, env }) => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  const streams = { stdin: new PassThrough().end(), stdout: new PassThrough(), stderr: new PassThrough() };
  const told = {};
  for (const name of ['stdout', 'stderr']) {
    told[name] = '';
    streams[name].setEncoding('utf8').on('data', (text) => {
      told[name] += text;
    });
  }
  const code = await run(argv, { ...streams, env: process.env }, manifest);
  streams.stdout.end();
  streams.stderr.end();
  process.send({ code, ...told });
});
process.on('disconnect', () => process.exit());
