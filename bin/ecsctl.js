#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { dirname, join } = require('node:path');
const module_ = require('node:module');

const [major] = process.versions.node.split('.').map(Number);
const program = join(__dirname, '..', 'dist', 'main.js');

if (major < 20) {
  process.stderr.write(`ecsctl needs Node 20 or newer; this is ${process.version}.\n`);
  process.exitCode = 1;
} else if (!existsSync(program)) {
  process.stderr.write('ecsctl is not built yet. Run: npm run build\n');
  process.exitCode = 1;
} else {
  if (module_.enableCompileCache) module_.enableCompileCache();
  else require('./compile-cache.js').keepCompiledCode(dirname(program));
  // The SDK warns of Node versions on stderr. Which Node runs is not for the person at the terminal to mend.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  require(program).main();
}
