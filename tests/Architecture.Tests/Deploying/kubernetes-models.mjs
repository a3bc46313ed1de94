// Checks each object of the manifests named against its schema; exit code 1 and a line for each fault.
import { readFile } from "node:fs/promises";
import { loadString } from "@kosko/yaml";

for (const file of process.argv.slice(2)) {
  for (const object of await loadString(await readFile(file, "utf8"))) {
    try {
      await object.validate();
    } catch (fault) {
      console.error(`${file}: ${object.kind} ${object.metadata?.name}: ${fault.message ?? fault}`);
      process.exitCode = 1;
    }
  }
}
