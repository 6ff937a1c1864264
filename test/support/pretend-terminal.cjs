// Preloaded into the program to make its pipes call themselves a terminal of PRETEND_COLUMNS columns. A real
// pseudo-terminal would need a native module or a tool of the operating system, and the suite needs only Node.
// What is not pretended: signals from keys, window changes, and the kernel's own echo.
const { WriteStream } = require('node:tty');

const columns = Number(process.env.PRETEND_COLUMNS);
const cursor = ['clearLine', 'clearScreenDown', 'cursorTo', 'moveCursor'];
const abilities = [...cursor, 'getColorDepth', 'getWindowSize', 'hasColors'];

for (const stream of [process.stdout, process.stderr]) {
  Object.assign(stream, { isTTY: true, columns, rows: 40 });
  for (const name of abilities) stream[name] = WriteStream.prototype[name];
}
Object.assign(process.stdin, { isTTY: true, setRawMode: () => process.stdin });
