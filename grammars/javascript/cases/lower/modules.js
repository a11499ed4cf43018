// Every way in and out of a module.
import main, { one, two as zwei } from './first';
import * as all from 'second';
import 'third';
const fs = require('fs');
const { readFile, writeFile: write } = require('node:fs/promises');
const post = require('axios').post;
const late = () => require('./late').run();
export const value = one(zwei);
export function exported() { return main; }
export { value as renamed, all };
export { a as b } from './fourth';
export * from './fifth';
export default class Thing {}
exports.read = fs.readFileSync;
module.exports = { write, post, late };
import('dyn' + 'amic').then((m) => m.go(readFile));
