import { virtualEnvironment } from './venv.ts';

/** Makes the virtual environment ahead of the run that needs it. */
await virtualEnvironment();
