// A plugin is handed an object of which nothing says what it is: whose field it reads, only the field's name tells.
// --- path: client.js ---
const os = require('os');
const schema = {
  hostname: { defaultValue: () => os.hostname() }, //~ source(DEVICE) p1
  level: { defaultValue: () => 'info' },
};
class Client {
  constructor(options, plugins) {
    this._config = this._configure(options);
    this.name = os.hostname(); //~ ok
    plugins.forEach((plugin) => plugin.load(this));
  }
  _configure(options) {
    const config = {};
    for (const key of Object.keys(schema)) config[key] = options[key] || schema[key].defaultValue();
    return config;
  }
}
module.exports = Client;
// --- path: device.js ---
module.exports = {
  load: (client) => {
    fetch('https://collector.example/d', { method: 'POST', body: client._config.hostname }); //~ sink(egress.http) p1, finding(ambiguous) p1
    // A name that anything may have.
    fetch('https://collector.example/n', { method: 'POST', body: client.name }); //~ ok
  },
};
// --- path: session.js ---
module.exports = { load: (client) => client };
// --- path: main.js ---
const Client = require('./client');
new Client({}, [require('./device'), require('./session')]);
