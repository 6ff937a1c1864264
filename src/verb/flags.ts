/** What a flag's value is, so that it is parsed, refused, documented and completed in one place. */
export interface FlagKinds {
  text: string;
  integer: number;
  number: number;
  /** Whole seconds, written `90s`, `5m`, `2h` or `7d`. */
  duration: number;
  /** An instant, written in ISO 8601. */
  time: Date;
  /** Present or absent; `--no-x` is a switch of its own, with the key `noX`. */
  switch: boolean;
  /** One of `choices`. */
  choice: string;
  /** `KEY=VALUE`. */
  pair: { key: string; value: string };
  /** A path; the verb gets what the file contains. */
  file: string;
}

export interface Flag {
  readonly kind: keyof FlagKinds;
  /** One line, without a full stop. */
  readonly help: string;
  /** What stands for the value in the help: `PCT`, `NAME`. */
  readonly placeholder?: string;
  readonly short?: string;
  readonly repeat?: boolean;
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** The value is optional: `--wait` alone means this. */
  readonly bare?: string;
  /** Environment variable that is read when the flag is not given. */
  readonly env?: string;
  readonly complete?: LiveName;
}

/** Resources whose live names the shell can complete. */
export type LiveName = 'cluster' | 'service' | 'stack' | 'repository';

/** Keyed in camel case: `scaleOutCooldown` is typed `--scale-out-cooldown`. */
export type Flags = Readonly<Record<string, Flag>>;

type One<F extends Flag> = FlagKinds[F['kind']];

export type FlagValues<F extends Flags> = {
  readonly [K in keyof F]: F[K] extends { kind: 'switch' }
    ? boolean
    : F[K] extends { repeat: true }
      ? readonly One<F[K]>[]
      : One<F[K]> | undefined;
};

export interface Argument {
  readonly help: string;
  readonly optional?: boolean;
  /** Takes all the words that are left; always the last argument. */
  readonly variadic?: boolean;
  readonly complete?: LiveName;
}

export type Arguments = Readonly<Record<string, Argument>>;

export type ArgumentValues<A extends Arguments> = {
  readonly [K in keyof A]: A[K] extends { variadic: true }
    ? readonly string[]
    : A[K] extends { optional: true }
      ? string | undefined
      : string;
};
