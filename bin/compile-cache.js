const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { homedir } = require('node:os');
const { basename, dirname, join } = require('node:path');
const Module = require('node:module');
const vm = require('node:vm');

/**
 * Keeps compiled code between runs on a Node that cannot do so itself (before 22.1). Compiling is a sixth of the time of a
 * command that asks AWS two things. Only the program's own files are kept, by name and time of change; whatever goes wrong
 * here, the code is compiled as usual.
 */
exports.keepCompiledCode = function keepCompiledCode(folder) {
  const { env, version, arch, pid } = process;
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ecsctl', `${version}-${arch}`);
  const load = Module._extensions['.js'];
  const fresh = [];

  Module._extensions['.js'] = (module, filename) => {
    if (dirname(filename) !== folder) return load(module, filename);
    const kept = join(cache, `${basename(filename)}.${Math.trunc(statSync(filename).mtimeMs)}`);
    const cachedData = readOrNothing(kept);
    const script = new vm.Script(Module.wrap(readFileSync(filename, 'utf8')), { filename, cachedData });
    if (cachedData === undefined || script.cachedDataRejected) fresh.push({ script, kept });
    script.runInThisContext()(module.exports, (id) => module.require(id), module, filename, folder);
  };

  process.once('exit', () => {
    try {
      if (fresh.length > 0) mkdirSync(cache, { recursive: true, mode: 0o700 });
      for (const { script, kept } of fresh) {
        writeFileSync(`${kept}.${pid}`, script.createCachedData(), { mode: 0o600 });
        renameSync(`${kept}.${pid}`, kept);
      }
    } catch {
      // A home that cannot be written to costs time, not the command.
    }
  });
};

function readOrNothing(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
