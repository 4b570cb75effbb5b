// Tells which values do not fit the schemas of an OpenAPI document: fits.mjs openapi.json values.json, where each value has a schema and a name.
// No member may be there that its schema does not name: clients are told to ignore such, but the document should know them.
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { readFile } from "node:fs/promises";

const [document, values] = await Promise.all(process.argv.slice(2).map(async (file) => JSON.parse(await readFile(file, "utf8"))));
for (const [name, schema] of Object.entries(document.components.schemas)) {
  if (schema.properties && name !== "Problem") {
    schema.additionalProperties = false;
  }
}

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }), ["date-time", "int32", "int64", "double"]);
ajv.addSchema({ $id: "document", components: document.components });
const mistakes = values.flatMap(({ name, schema, value }) => {
  const fits = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/')));
  return fits(value) ? [] : fits.errors.map((error) => `${name}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
});
console.log(JSON.stringify(mistakes));
