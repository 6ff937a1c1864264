import fc from 'fast-check';

/**
 * In continuous integration properties try the same cases each time, so that a red run is the change's own. By hand they
 * try new ones; a failure prints the seed that repeats it.
 */
if (process.env.CI) fc.configureGlobal({ seed: 20_261_122 });
