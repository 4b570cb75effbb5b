// Emits a run by a client whose types are generated from the OpenAPI document, awaits its result and finds it in a list. The reference's example is compiled beside it.
import createClient from "openapi-fetch";
import type { paths } from "./api.js";

const [baseUrl, key] = process.argv.slice(2);
const client = createClient<paths>({
  baseUrl,
  headers: { "X-Api-Key": key },
  querySerializer: (query) =>
    Object.entries(query)
      .flatMap(([name, value]) => (name === "tag" && Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]]))
      .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
      .join("&"),
});

const emitted = await client.POST("/api/v1/workflows/{name}/runs", {
  params: { path: { name: "greet" }, query: { priority: -5, tag: ["generated", "a,b"] }, header: { "Idempotency-Key": "generated client" } },
  body: { name: "Ada" },
});
if (!emitted.data) {
  throw new Error(`${emitted.error.type}: ${emitted.error.detail}`);
}

const id: string = emitted.data.id;
const result = await client.GET("/api/v1/runs/{id}/result", { params: { path: { id }, query: { wait: "25s" } } });
const list = await client.GET("/api/v1/runs", { params: { query: { tag: "generated", status: ["succeeded", "failed"], fields: ["input"] } } });
const absent = await client.GET("/api/v1/runs/{id}", { params: { path: { id: "0123456789abcdefghjkm00" } } });

console.log(
  JSON.stringify({
    result: result.data,
    listed: list.data?.runs.map((run) => run.id).includes(id),
    input: list.data?.runs.find((run) => run.id === id)?.input,
    problem: absent.error?.type,
  }),
);
