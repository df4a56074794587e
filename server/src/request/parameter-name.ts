/** The name of a query parameter, in whatever spelling it stands there. */

/** The decoded name: `a%20b=1` and `a+b=1` are both `a b`. */
export function parameterName(parameter: string): string {
  const [name = ''] = parameter.split('=', 1);
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    // Names that are not UTF-8 are no injected names, which are text.
    return name;
  }
}
