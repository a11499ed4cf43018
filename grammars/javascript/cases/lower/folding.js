// What is spelled in pieces is read in one.
const host = 'https://' + ['collector', 'example'].join('.');
const back = 'moc.elpmaxe'.split('').reverse().join('');
const coded = Buffer.from('aHR0cHM6Ly9hLmV4YW1wbGU=', 'base64').toString();
const chars = String.fromCharCode(104, 105);
const plain = atob('aGk=') + decodeURIComponent('%20').concat('x', 'y').toUpperCase().slice(1);
require('chi' + 'ld_process').exec(plain);
