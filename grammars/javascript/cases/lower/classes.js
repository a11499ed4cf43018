// Methods, accessors, fields, private names, prototypes.
class Base { constructor(url) { this.url = url; } send(data) { return this.url + data; } }
class Client extends Base {
  #token = read();
  static count = 0;
  onData = (data) => this.send(data);
  constructor(url) { super(url); this.kind = 'client'; }
  get token() { return this.#token; }
  set token(value) { this.#token = value; }
  static make(url) { return new this(url); }
  send(data) { return super.send(data); }
}
function Old(path) { this.path = path; }
Old.prototype.read = function () { return this.path; };
Object.assign(Old.prototype, { size() { return this.path.length; } });
Old.of = function (path) { return new Old(path); };
