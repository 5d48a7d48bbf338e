// Builds ui/static/plotly/ from the npm package: `npm install && npm run build` in this folder.
// The name of the file carries the version of plotly.js and a digest of the content, so that browsers keep it for good.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import { parse } from "acorn";
import { simple } from "acorn-walk";
import esbuild from "esbuild";

const ici = path.dirname(fileURLToPath(import.meta.url));
const cible = path.resolve(ici, "../../ui/static/plotly");
const version = readPackage("plotly.js").version;

function readPackage(nom) {
  return JSON.parse(fs.readFileSync(path.join(ici, "node_modules", nom, "package.json"), "utf8"));
}

// The schema of plotly.js carries its documentation: texts that only a reader of the schema needs.
const sansDocumentation = {
  name: "sans-documentation",
  setup(construction) {
    construction.onLoad({ filter: /plotly\.js[\\/]src[\\/].*\.js$/ }, ({ path: fichier }) => {
      let source = fs.readFileSync(fichier, "utf8");
      if (!/description/.test(source)) return null;
      const textes = [];
      simple(parse(source, { ecmaVersion: "latest", allowReturnOutsideFunction: true }), {
        Property({ key, value }) {
          const documente = (key.name ?? key.value) === "description";
          if (documente && !["ObjectExpression", "Identifier"].includes(value.type)) textes.push(value);
        },
      });
      for (const { start, end } of textes.sort((a, b) => b.start - a.start)) {
        source = `${source.slice(0, start)}""${source.slice(end)}`;
      }
      return { contents: source, loader: "js" };
    });
  },
};

const { outputFiles, metafile } = await esbuild.build({
  entryPoints: [path.join(ici, "entree.cjs")],
  absWorkingDir: ici,
  bundle: true,
  format: "esm",
  minify: true,
  write: false,
  metafile: true,
  legalComments: "none",
  target: "es2020",
  define: { global: "window", "define.amd": "false" },
  loader: { ".css": "empty" },
  plugins: [sansDocumentation],
  outfile: "plotly.js",
  banner: { js: `/* plotly.js ${version}, cut down by scripts/plotly; licences: LICENCES.txt beside this file. */` },
});

const contenu = outputFiles.find((f) => f.path.endsWith(".js")).contents;
const empreinte = crypto.createHash("sha256").update(contenu).digest("hex").slice(0, 8);
fs.rmSync(cible, { recursive: true, force: true });
fs.mkdirSync(cible, { recursive: true });
const nom = `plotly-schema-${version}-${empreinte}.min.js`;
fs.writeFileSync(path.join(cible, nom), contenu);

const embarques = new Set();
for (const [fichier, { bytesInOutput }] of Object.entries(Object.values(metafile.outputs).at(-1).inputs)) {
  const trouve = bytesInOutput && /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(fichier);
  if (trouve) embarques.add(trouve[1]);
}
const licences = [...embarques].sort().map((paquet) => {
  const dossier = path.join(ici, "node_modules", paquet);
  const { version: v, license } = readPackage(paquet);
  const fichier = fs.readdirSync(dossier).find((f) => /^licen[cs]e/i.test(f));
  const texte = fichier ? fs.readFileSync(path.join(dossier, fichier), "utf8").trim() : `(licence: ${license})`;
  return `${paquet} ${v} — ${license}\n\n${texte}\n`;
});
fs.writeFileSync(path.join(cible, "LICENCES.txt"), licences.join(`\n${"-".repeat(78)}\n\n`));
console.log(nom, contenu.length, "bytes,", zlib.gzipSync(contenu, { level: 9 }).length, "compressed");
