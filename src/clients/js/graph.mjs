// Microsoft's client for Graph against a service over HTTPS; it ends with an error at the first difference.
// node graph.mjs https://localhost:PORT/, with the certificate in NODE_EXTRA_CA_CERTS.
import assert from "node:assert/strict";
import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  GraphError,
  PageIterator,
} from "@microsoft/microsoft-graph-client";

const [baseUrl] = process.argv.slice(2);
const { hostname } = new URL(baseUrl);
const client = Client.initWithMiddleware({
  authProvider: { getAccessToken: async () => "a token" },
  baseUrl,
  defaultVersion: "beta",
  customHosts: new Set([hostname]),
});
const operations = "/external/connections/contosohr/operations";
const seen = "/networkAccess/logs/connections";

// List, with options; all of it by the links of pages.
const first = await client.api(seen).select("id,trafficType").top(7).count(true).get();
assert.equal(first.value.length, 7);
assert.ok(first["@odata.nextLink"].startsWith(`${baseUrl}beta${seen}?`));
const ids = [];
const pages = new PageIterator(client, first, (row) => ids.push(row.id) > 0);
await pages.iterate();
assert.equal(ids.length, first["@odata.count"]);
assert.equal(new Set(ids).size, ids.length);

// A page iterator that pauses goes on where it was.
let taken = 0;
const paused = new PageIterator(
  client,
  await client.api(seen).select("id").top(10).get(),
  () => ++taken !== 15,
);
await paused.iterate();
assert.equal(taken, 15);
await paused.resume();
assert.equal(taken, ids.length);

// Filter and order.
const filtered = await client
  .api(seen)
  .filter("trafficType eq 'microsoft365' and destinationPort eq 443")
  .orderby("createdDateTime desc")
  .select(["id", "trafficType", "createdDateTime"])
  .get();
assert.ok(filtered.value.length > 1);
assert.ok(filtered.value.every((row) => row.trafficType === "microsoft365"));
const times = filtered.value.map((row) => Date.parse(row.createdDateTime));
assert.deepEqual(times, [...times].sort((a, b) => b - a));

// Enumerations that evolve.
const microsoft = client.api(seen).filter("trafficType eq 'microsoft'").top(1);
assert.equal((await microsoft.get()).value[0].trafficType, "unknownFutureValue");
const asked = client.api(seen).filter("trafficType eq 'microsoft'").top(1);
const known = await asked.header("Prefer", "include-unknown-enum-members").get();
assert.equal(known.value[0].trafficType, "microsoft");

// Create, read, update, delete.
const created = await client.api(operations).post({ status: "inprogress" });
assert.equal(created.status, "inprogress");
assert.ok(created.id);
const one = `${operations}/${created.id}`;
assert.equal((await client.api(one).get()).status, "inprogress");
await client.api(one).patch({
  status: "failed",
  error: { errorMessage: "no", resourceInstanceName: "i", resourceType: "t" },
});
assert.equal((await client.api(one).version("v1.0").get()).error.errorMessage, "no");
await client.api(one).delete();

// Errors.
const error = await client.api(one).get().then(assert.fail, (failed) => failed);
assert.ok(error instanceof GraphError, String(error));
assert.equal(error.statusCode, 404);
assert.equal(error.code, "itemNotFound");
assert.ok(error.requestId);
const refused = await client.api(`${seen}/${ids[0]}`).delete().then(assert.fail, (failed) => failed);
assert.equal(refused.statusCode, 405);
assert.equal(refused.code, "notAllowed");

// A batch whose requests wait for each other.
const url = (path) => `${baseUrl}beta${path}`;
const post = new Request(url(operations), {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ status: "completed" }),
});
const batch = new BatchRequestContent([
  { id: "1", request: post },
  { id: "2", request: new Request(url(`${operations}?$filter=status eq 'completed'`)), dependsOn: ["1"] },
  { id: "3", request: new Request(url("/nothing")), dependsOn: ["2"] },
]);
const answers = new BatchResponseContent(
  await client.api("/$batch").post(await batch.getContent()),
);
assert.equal(answers.getResponseById("1").status, 201);
const made = await answers.getResponseById("1").json();
assert.ok((await answers.getResponseById("2").json()).value.some((row) => row.id === made.id));
assert.equal(answers.getResponseById("3").status, 404);
await client.api(`${operations}/${made.id}`).delete();

console.log("done");
