// Databases.
const axios = require("axios");
const elastic = require("@elastic/elasticsearch");
const mongodb = require("mongodb");
const mongoose = require("mongoose");
const pg = require("pg");
const sqlite3 = require("sqlite3");

const U = "https://collector.example/u";

async function withMongo() {
  const client = new mongodb.MongoClient("mongodb://db.collector.example"); //~ capability(DATABASE), endpoint("mongodb://db.collector.example")
  const users = client.db("d").collection("users");
  axios.post(U, await users.find({}).toArray()); //~ source(DATABASE) f1, sink(egress.http) f1, finding(traced) f1
  await users.insertOne({ t: process.env.T }); //~ source(ENVIRONMENT) f2, sink(egress.cloud) f2, finding(traced) f2
  axios.post(U, await users.findOne({})); //~ source(DATABASE) f3, sink(egress.http) f3, finding(traced) f3
  axios.post(U, { none: (await users.findOne({})) === null }); //~ ok
  axios.post(U, { none: (await users.find({}).toArray()) === null }); //~ ok
  await users.insertOne({ t: 1 }); //~ ok
  new mongodb.MongoClient("mongodb://db.collector.example").db("d").collection("users"); //~ ok
}

async function withMongoose() {
  mongoose.connect("mongodb://mg.collector.example"); //~ capability(DATABASE), endpoint("mongodb://mg.collector.example")
  const User = mongoose.model("User", null); //~ capability(DATABASE)
  axios.post(U, await User.find({})); //~ source(DATABASE) f4, sink(egress.http) f4, finding(traced) f4
  await User.create({ t: process.env.T }); //~ source(ENVIRONMENT) f5, sink(egress.cloud) f5, finding(traced) f5
  axios.post(U, { none: (await User.find({})) === null }); //~ ok
  await User.create({ t: 1 }); //~ ok
  mongoose.connect("x"); //~ ok
  mongoose.model("User", null); //~ ok
}

async function withSql() {
  const pool = new pg.Pool({ host: "pg.collector.example" }); //~ capability(DATABASE), endpoint("pg.collector.example")
  axios.post(U, (await pool.query("select * from users")).rows); //~ source(DATABASE) f6, sink(egress.http) f6, finding(traced) f6
  pool.query("select * from users", (err, result) => axios.post(U, result.rows)); //~ source(DATABASE) f7, sink(egress.http) f7, finding(traced) f7
  const client = await pool.connect();
  await client.query("insert into t values ($1)", [process.env.T]); //~ source(ENVIRONMENT) f8, sink(egress.cloud) f8, finding(traced) f8
  axios.post(U, { none: (await pool.query("select 1")) === null }); //~ ok
  (await new pg.Pool({}).connect()).query("insert into t values ($1)", [1]); //~ ok
}

function withSqlite() {
  const db = new sqlite3.Database("/tmp/db"); //~ capability(DATABASE)
  db.all("select * from users", (err, rows) => axios.post(U, rows)); //~ source(DATABASE) f9, sink(egress.http) f9, finding(traced) f9
  axios.post(U, db.prepare("select * from users").all()); //~ source(DATABASE) f10, sink(egress.http) f10, finding(traced) f10
  axios.post(U, { none: new sqlite3.Database("/tmp/db").prepare("select 1").get() === null }); //~ ok
}

async function withElastic() {
  const client = new elastic.Client({ node: "https://el.collector.example" }); //~ capability(NETWORK), endpoint("https://el.collector.example")
  await client.index({ document: { t: process.env.T } }); //~ source(ENVIRONMENT) f11, sink(egress.cloud) f11, finding(traced) f11
  eval((await client.search({})).hits); //~ source(NETWORK) f12, sink(exec.code) f12, finding(traced) f12
  await client.index({ document: { t: 1 } }); //~ ok
  await client.index({ document: { none: (await client.search({})) === null } }); //~ ok
  new elastic.Client({}); //~ ok
}
