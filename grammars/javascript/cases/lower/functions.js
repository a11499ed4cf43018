// Hoisting, closures, receivers, parameters taken apart.
start(later());
function later() { return 1; }

function outer(a, b = 'x', { c, d: [e, , f] = [], ...rest }, ...others) {
  var total = inner(a);
  function inner(x) { total = x; return total; }
  const arrow = (y) => { this.seen = y; return () => this.seen; };
  let once = y => y + total;
  return [arrow, once, b, c, e, f, rest, others];
}

const twice = async (n = compute()) => await n;

(function () { twice(2); })();

function* numbers() { yield 1; yield* numbers(); }
