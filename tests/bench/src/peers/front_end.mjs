// Neo4j's own front end, as compiled to JavaScript in the npm package @neo4j-cypher/language-support.
// Reads a JSON array of statements from the first line of standard input and answers with how many of
// them it finds no error in. After that, analyses all of them once for each further line.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(resolve(process.argv.at(-1)), 'here.js'));
const main = require.resolve('@neo4j-cypher/language-support');
const root = dirname(dirname(dirname(main)));
const file = join(root, 'src', 'syntaxValidation', 'semanticAnalysis.js');
const { analyzeQuery } = await import(pathToFileURL(file).href);

let statements = [];
const analyse = () =>
  statements.filter((text) => Array.from(analyzeQuery(text, 'CYPHER 25').errors).length === 0).length;
for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('[')) statements = JSON.parse(line);
  console.log(analyse());
}
