import { Socket } from 'node:net';

/**
 * Holds every test to the loopback address: a connection to anywhere else fails before it is begun, and the machine's
 * own AWS settings are out of sight.
 */
const loopback = ['127.0.0.1', '::1', 'localhost', undefined];
const { connect } = Socket.prototype;

function connectHere(this: Socket, ...words: Parameters<typeof connect>): Socket {
  const [options] = [words[0]].flat(2) as readonly unknown[];
  const host = typeof options === 'object' && options && 'host' in options ? options.host : undefined;
  if (loopback.includes(host as string | undefined)) return connect.apply(this, words);
  const refused = Object.assign(new Error(`a test tried to reach ${host}`), { code: 'ENOTFOUND' });
  return this.destroy(refused);
}

// Files that share a process share its sockets: the first of them has done it for all.
if (connect.name !== connectHere.name) Socket.prototype.connect = connectHere as typeof connect;

for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
Object.assign(process.env, {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
});
