// Validates an OpenAPI document against the schema of its version of OpenAPI.
import { Validator } from "@seriousme/openapi-schema-validator";
import { readFile } from "node:fs/promises";

const validator = new Validator();
const result = await validator.validate(JSON.parse(await readFile(process.argv[2], "utf8")));
console.log(JSON.stringify({ version: validator.version, valid: result.valid, errors: result.errors }));
