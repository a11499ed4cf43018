// Objects, templates, choices, chains, loops.
function all(a, b, items) {
  const options = { a, 'b-c': b, [a]: 1, ...b, run() { return 1; }, handler: function () {} };
  const text = `x${a}y${b}`;
  const chosen = a || b ?? items?.[0]?.name;
  const size = items.length;
  const key = options['b-c'];
  options.extra = tag`t${a}`;
  for (const item of items) { use(item); }
  for (const name in options) { use(name); }
  for (let i = 0; i < size; i++) { a += i; }
  [a, b] = [b, a];
  ({ extra: a } = options);
  switch (a) { case 1: b = 2; break; default: b = 3; }
  try { risky(); } catch ({ message }) { use(message); } finally { done(); }
  label: while (true) { break label; }
  return typeof a, new Map([[a, b]]), /x/g.test(text), key, chosen;
}
const element = <View data={all} {...element}>{all}<b>x</b></View>;
