/** Topic patterns of service accounts: whether a pattern allows a topic or a filter. */

/**
 * Whether every topic that `filter` matches is also matched by `pattern`; a topic without wildcards is a filter of itself.
 * Topics beginning with `$` are matched by no pattern that begins with a wildcard [MQTT-4.7.2-1].
 */
export function covers(pattern: string, filter: string): boolean {
  if (filter.startsWith("$") && !pattern.startsWith("$")) return false;
  const allowed = pattern.split("/");
  const asked = filter.split("/");
  for (let level = 0; level < allowed.length; level++) {
    const want = allowed[level];
    if (want === "#") return true; // also matches the parent level, MQTT 4.7.1.2
    const have = asked[level];
    if (have === undefined || have === "#") return false;
    if (want !== have && want !== "+") return false;
  }
  return asked.length === allowed.length;
}

export function coversAny(patterns: readonly string[], filter: string): boolean {
  return patterns.some((pattern) => covers(pattern, filter));
}
