/** A metric math expression, taken apart. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negation'; readonly of: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Expression[] };

/** Loosest first. */
const precedence: readonly (readonly string[])[] = [
  ['||', 'OR'],
  ['&&', 'AND'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?|\.\d+)|([A-Za-z_][A-Za-z0-9_]*)|"([^"]*)"|'([^']*)'|(&&|\|\||[=!<>]=|[-+*/^()<>,[\]]))/y;

interface Token {
  readonly kind: 'number' | 'name' | 'text' | 'sign';
  readonly text: string;
}

/** Reads an expression such as `IF(m2 > 0, m1 / m2)`. Throws SyntaxError with what cannot be read. */
export function parse(source: string): Expression {
  const reader = new Reader(tokens(source));
  const expression = reader.binary(0);
  reader.end();
  return expression;
}

function tokens(source: string): Token[] {
  const found: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = source.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const match = pattern.exec(source);
    if (!match) throw new SyntaxError(`cannot read '${source.slice(at)}'`);
    const [, number, name, double, single, sign] = match;
    if (number !== undefined) found.push({ kind: 'number', text: number });
    else if (name !== undefined) found.push({ kind: 'name', text: name });
    else if (sign !== undefined) found.push({ kind: 'sign', text: sign });
    else found.push({ kind: 'text', text: double ?? single ?? '' });
  }
  return found;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(found: readonly Token[]) {
    this.#tokens = found;
  }

  /** An expression of operators that bind as tightly as `level` or tighter. */
  binary(level: number): Expression {
    const operators = precedence[level];
    if (!operators) return this.#unary();
    let left = this.binary(level + 1);
    for (let operator = this.#take(operators); operator; operator = this.#take(operators)) {
      left = { kind: 'operation', operator, left, right: this.binary(level + 1) };
    }
    return left;
  }

  end(): void {
    const rest = this.#tokens[this.#at];
    if (rest) throw new SyntaxError(`'${rest.text}' is not expected`);
  }

  #unary(): Expression {
    if (this.#take(['-'])) return { kind: 'negation', of: this.#unary() };
    if (this.#take(['('])) return this.#until(')', this.binary(0));
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token?.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token?.kind === 'text') return { kind: 'text', value: token.text };
    if (token?.kind !== 'name') throw new SyntaxError(`'${token?.text ?? 'the end'}' is not expected`);
    return this.#take(['(']) ? this.#call(token.text) : { kind: 'name', name: token.text };
  }

  #call(name: string): Expression {
    const parameters: Expression[] = [];
    if (this.#take([')'])) return { kind: 'call', name, parameters };
    do parameters.push(this.#parameter());
    while (this.#take([',']));
    return this.#until(')', { kind: 'call', name, parameters });
  }

  /** A list in brackets, as of `SUM([m1, m2])`, is read as a call without a name. */
  #parameter(): Expression {
    if (!this.#take(['['])) return this.binary(0);
    const parameters: Expression[] = [];
    do parameters.push(this.binary(0));
    while (this.#take([',']));
    return this.#until(']', { kind: 'call', name: '', parameters });
  }

  #until(sign: string, expression: Expression): Expression {
    if (!this.#take([sign])) throw new SyntaxError(`'${sign}' is missing`);
    return expression;
  }

  #take(wanted: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || token.kind === 'text' || !wanted.includes(token.text)) return undefined;
    this.#at += 1;
    return token.text;
  }
}
