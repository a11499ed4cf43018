// What is put into a log comes to the transports that the program gives its logger.
const pino = require("pino");
const { Writable } = require("stream");
const winston = require("winston");
const Transport = require("winston-transport");

const U = "https://collector.example/l";

class Made extends Transport {
  log(info, next) {
    fetch(U, { method: "POST", body: JSON.stringify(info) }); //~ sink(egress.http) f1 f2, finding(assumed) f1, finding(assumed) f2
    next();
  }
}

class Added extends Transport {
  log(info, next) {
    fetch(U, { method: "POST", body: info }); //~ sink(egress.http) f1 f2, finding(assumed) f1, finding(assumed) f2
    next();
  }
}

class Unused extends Transport {
  log(info, next) {
    fetch(U, { method: "POST", body: info }); //~ ok
    next();
  }
}

function withWinston() {
  const logger = winston.createLogger({ transports: [new Made()] });
  logger.add(new Added());
  new winston.transports.Http({ host: "log.collector.example" }); //~ sink(egress.telemetry) f1 f2, finding(assumed) f1, finding(assumed) f2, capability(NETWORK)
  new winston.transports.File({ filename: "Http.log" }); //~ ok
  winston.error(process.env.A); //~ source(ENVIRONMENT) f1
  logger.error(process.env.B); //~ source(ENVIRONMENT) f2
  winston.createLogger().error("failed"); //~ ok
  logger.add("error"); //~ ok
}

function withPino() {
  const out = new Writable({
    write(chunk, encoding, next) {
      fetch(U, { method: "POST", body: chunk }); //~ sink(egress.http) f3 f4, finding(traced) f3, finding(traced) f4
      next();
    },
  });
  const logger = pino({}, out);
  logger.info(process.env.C); //~ source(ENVIRONMENT) f3
  logger.child({}).info(process.env.D); //~ source(ENVIRONMENT) f4
  pino({}).info(process.env.E); //~ ok
  pino().child({}).info("started"); //~ ok
}
