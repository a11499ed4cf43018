#!/usr/bin/env node
// Opens report.html in Chromium as a reader would, on a desk, on a telephone, in the dark and on paper: nothing runs, nothing
// is loaded, the policy of the page is never broken, an HTML validator and an accessibility checker (axe) have nothing serious
// to say, nothing sticks out at the side, and every printed sheet carries the digest of the report.
//
// usage: html.js [FILE...]     without files: the committed sample, and fresh reviews, by the program that CANDOR names, of
// tests/cases/acme-agent and of every hostile submission, into the folder that SCRATCH names.
// Needs chromium and pdftotext, and the npm packages of package.json (NODE_PATH).
const { execFileSync, spawnSync } = require("child_process");
const crypto = require("crypto");
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");

const ROOT = path.resolve(__dirname, "../..");
const BROWSER = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((file) => fs.existsSync(file));
if (!BROWSER) {
  console.error("error: there is no Chromium on this machine");
  console.error("help: on Debian or Ubuntu: apt-get install chromium; tests/run does so where it may");
  process.exit(1);
}

const { chromium } = require("playwright-core");
const { HtmlValidate } = require("html-validate");
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** A submission for each hostile text, all of them below one folder. */
function hostile(folder) {
  execFileSync(process.env.PYTHON ?? "python3", [path.join(__dirname, "hostile/submissions.py"), folder]);
  return fs.readdirSync(folder).map((name) => path.join(folder, name));
}

function review(submission, name) {
  const pack = path.join(process.env.SCRATCH, `${name}.candor`);
  const home = path.join(process.env.SCRATCH, "home");
  fs.mkdirSync(home, { recursive: true });
  const env = { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home };
  const done = spawnSync(process.env.CANDOR, ["review", submission, "--output", pack, "--quiet"], { env, encoding: "utf8" });
  if (!fs.existsSync(pack)) throw new Error(`the review wrote no pack (exit code ${done.status})\n${done.stderr}`);
  return path.join(pack, "report.html");
}

/** Pages to look at in every way, and pages of which it is enough that nothing acts. */
function pages() {
  if (process.argv.length > 2) return [process.argv.slice(2).map((file) => path.resolve(file)), []];
  const found = [path.join(ROOT, "reports/sample/report.html")];
  if (!process.env.CANDOR || !process.env.SCRATCH) return [found, []];
  const all = path.join(process.env.SCRATCH, "hostile");
  const submissions = hostile(all);
  found.push(review(path.join(ROOT, "tests/cases/acme-agent"), "acme"), review(all, "hostile"));
  const told = fs.readFileSync(found[2], "utf8");
  // Whether the submissions got as far as the page at all.
  for (const part of ["hostile-markup", "Russia (RU)", "onerror=alert(2)", "\\u{202e}"]) {
    if (!told.includes(part)) throw new Error(`the hostile review does not show ${part}`);
  }
  return [found, submissions.map((submission) => review(submission, path.basename(submission)))];
}

let failures = 0;
function check(ok, what, details) {
  if (ok) return;
  failures += 1;
  console.log(`  FAILED: ${what}`);
  for (const detail of [details ?? []].flat().slice(0, 12)) console.log(`    ${detail}`);
}

// Rules of the validator that ask for another way of writing the same.
const VALIDATOR = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    "long-title": "off",
    "no-trailing-whitespace": "off",
    // Escaping is complete; that it is not the shortest one is no fault.
    "no-raw-characters": "error",
  },
});

async function validate(file) {
  const report = await VALIDATOR.validateString(fs.readFileSync(file, "utf8"));
  const messages = report.results.flatMap((result) => result.messages).filter((message) => message.severity === 2);
  check(messages.length === 0, `${messages.length} errors of the HTML validator`, messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
}

/** Opens the page, and complains about whatever is not mere showing. */
async function open(browser, file, width, colorScheme) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const what = `${width} px, ${colorScheme}`;
  page.on("dialog", (dialog) => {
    check(false, `${what}: a dialog`, dialog.message());
    dialog.dismiss();
  });
  page.on("console", (message) => check(false, `${what}: the console has something`, message.text()));
  page.on("pageerror", (error) => check(false, `${what}: an error`, String(error)));
  page.on("popup", () => check(false, `${what}: a window was opened`));
  const address = pathToFileURL(file).href;
  page.on("request", (request) => check(request.url() === address, `${what}: something is loaded`, request.url()));
  await page.goto(address);
  return page;
}

/** What is laid out, with nothing in it that could act. */
async function harmless(browser, file, width, colorScheme) {
  const page = await open(browser, file, width, colorScheme);
  const what = `${width} px, ${colorScheme}`;
  const found = await page.evaluate(() => ({
    scripts: document.scripts.length,
    handlers: [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => /^(on|style$)/i.test(a.name))).length,
    links: [...document.querySelectorAll("[href],[src]")].map((e) => e.getAttribute("href") ?? e.getAttribute("src")).filter((href) => !href.startsWith("#")),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    title: document.title,
    styled: getComputedStyle(document.querySelector(".verdict")).borderLeftStyle,
  }));
  check(found.scripts === 0 && found.handlers === 0 && found.links.length === 0, `${what}: something that could act`, JSON.stringify(found));
  check(found.wide <= 0, `${what}: ${found.wide} px stick out at the side`);
  check(found.title !== "ran", `${what}: a script ran`);
  check(found.styled === "solid", `${what}: the style is not applied`);
  // Everything has to be laid out to be looked at.
  await page.evaluate(() => {
    document.querySelectorAll("details").forEach((details) => (details.open = true));
    document.querySelectorAll(".finding").forEach((finding) => (finding.style.contentVisibility = "visible"));
  });
  return page;
}

async function looks(browser, file, width, colorScheme) {
  const page = await harmless(browser, file, width, colorScheme);
  const what = `${width} px, ${colorScheme}`;
  await page.evaluate(AXE);
  const outcome = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const serious = outcome.violations.filter((violation) => ["serious", "critical"].includes(violation.impact));
  for (const violation of outcome.violations) {
    console.log(`  axe, ${what}: ${violation.impact} ${violation.id} (${violation.nodes.length})`);
  }
  check(serious.length === 0, `${what}: serious findings of axe`, serious.flatMap((v) => v.nodes.slice(0, 3).map((node) => `${v.id}: ${node.html.slice(0, 200)} ${node.failureSummary.replace(/\s+/g, " ").slice(0, 300)}`)));
  await page.close();
}

async function keyboard(browser, file) {
  const page = await open(browser, file, 1280, "light");
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
  check(first === "#summary", "the first stop of the keyboard is not the way past the header", String(first));
  for (let stop = 0; stop < 4; stop += 1) await page.keyboard.press("Tab");
  const seen = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  check(seen !== "none", "where the keyboard is cannot be seen");
  await page.close();
}

async function paper(browser, file) {
  const page = await open(browser, file, 1280, "dark");
  const pdf = path.join(process.env.SCRATCH ?? require("os").tmpdir(), `candor-${process.pid}.pdf`);
  await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
  await page.close();
  const sheets = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 }).split("\f").slice(0, -1);
  fs.rmSync(pdf);
  const report = path.join(path.dirname(file), "report.json");
  const digest = crypto.createHash("sha256").update(fs.readFileSync(report)).digest("hex");
  const without = sheets.map((text, sheet) => (text.includes(`report.json sha256 ${digest}`) ? 0 : sheet + 1)).filter((sheet) => sheet > 0);
  check(sheets.length > 1 && without.length === 0, `sheets without the digest of the report: ${without.join(", ")}`);
  // How to go on may come on a second one, where names are long.
  const answer = ["What was examined", "What was not", "Top findings", "Where data may go"].filter((part) => !sheets[0].includes(part));
  check(answer.length === 0, "the answer is not on the first sheet", answer);
  const closed = sheets.join("\n");
  check(closed.includes("Check by hand:"), "what is folded on the screen is missing on paper");
  console.log(`  ${sheets.length} sheets`);
}

(async () => {
  const browser = await chromium.launch({ executablePath: BROWSER, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  const [whole, rest] = pages();
  for (const file of whole) {
    console.log(`${path.basename(path.dirname(file))}/${path.basename(file)}: ${fs.statSync(file).size} bytes`);
    await validate(file);
    for (const [width, scheme] of [[1280, "light"], [1280, "dark"], [390, "light"], [390, "dark"]]) await looks(browser, file, width, scheme);
    await keyboard(browser, file);
    await paper(browser, file);
  }
  for (const file of rest) {
    console.log(`${path.basename(path.dirname(file))}/${path.basename(file)}: ${fs.statSync(file).size} bytes`);
    await validate(file);
    await (await harmless(browser, file, 390, "light")).close();
  }
  await browser.close();
  console.log(failures === 0 ? "ok" : `${failures} failures`);
  process.exit(failures === 0 ? 0 : 1);
})().catch((error) => {
  console.error(`error: ${error.stack ?? error}`);
  process.exit(1);
});
