// Draws the figures of the screens with plotly.js, opens what is clicked, makes their images.
const REGLAGES = { displayModeBar: false, locale: "fr", scrollZoom: false, doubleClick: false };
const POLICE = "Atkinson Hyperlegible Next";
const MARGE = 24;
let moteur = null;

const width = new ResizeObserver((mesures) => mesures.forEach(({ target }) => fit(target)));

// What stands below the view is first drawn when it nears it, when the browser has nothing else to do, or to be printed:
// its place is kept by its height.
const PROCHE = "400px";
const PATIENCE_MS = 2_000;
const enAttente = new Set();
const idle = window.requestIdleCallback ?? ((geste) => setTimeout(geste, 50));
const near = new IntersectionObserver((vus) => vus.forEach(({ target, isIntersecting }) => {
  if (isIntersecting) begin(target);
  else idle(() => begin(target), { timeout: PATIENCE_MS });
}), { rootMargin: PROCHE, scrollMargin: PROCHE });

function leave(cadre) {
  if (!enAttente.delete(cadre)) return false;
  near.unobserve(cadre);
  cadre.style.minHeight = "";
  return true;
}

function begin(cadre) {
  if (leave(cadre)) paint(cadre);
}

// Draw the figures that the HTML of a screen carries, each in its place; those whose place is gone are forgotten.
const suivis = new Map();
export function follow(plotly, places) {
  moteur = plotly;
  const presents = new Set();
  for (const place of places) {
    const { cle, figure } = place.dataset;
    presents.add(cle);
    if (place.suivie) continue;
    place.suivie = true;
    const cadre = suivis.get(cle);
    if (cadre) place.append(cadre); // the text around it was written again: the drawing is kept, and moves there
    else suivis.set(cle, build(place));
    show(suivis.get(cle), figure);
  }
  for (const [cle, cadre] of suivis) {
    if (presents.has(cle)) continue;
    suivis.delete(cle);
    forget(cadre);
  }
}

function show(cadre, texte) {
  if (cadre.texte === texte) return;
  cadre.texte = texte;
  cadre.figure = JSON.parse(texte);
  cadre.setAttribute("aria-label", cadre.figure.alt);
  cadre.classList.toggle("cliquable", Boolean(cadre.figure.liens));
  if (enAttente.has(cadre)) cadre.style.minHeight = `${cadre.figure.layout.height}px`;
  else paint(cadre);
}

function forget(cadre) {
  width.unobserve(cadre);
  near.unobserve(cadre);
  enAttente.delete(cadre);
  moteur.purge(cadre);
  cadre.remove();
}

function build(parent) {
  const cadre = document.createElement("div");
  cadre.className = "graphique";
  cadre.setAttribute("role", "img");
  parent.append(cadre);
  width.observe(cadre);
  enAttente.add(cadre);
  near.observe(cadre);
  return cadre;
}

async function paint(cadre) {
  cadre.large = cadre.clientWidth;
  if (!cadre.large) return; // hidden: drawn when it shows
  const { data, layout, liens } = cadre.figure;
  const texte = cadre.texte;
  delete cadre.dataset.dessine;
  await moteur.react(cadre, structuredClone(data), structuredClone(layout), REGLAGES);
  if (liens && !cadre.ecoute) {
    cadre.ecoute = true;
    cadre.on("plotly_click", ({ points }) => points.length && open(cadre, points[0].customdata));
  }
  if (texte === cadre.texte) cadre.dataset.dessine = "";
}

// A mark opens what its figure says, as a link of the text would.
function open(cadre, code) {
  const adresse = cadre.figure.liens?.[code];
  if (!adresse) return;
  const lien = Object.assign(document.createElement("a"), { className: "ecran", href: adresse, hidden: true });
  cadre.append(lien);
  lien.click();
  lien.remove();
}

function fit(cadre) {
  if (!cadre.figure || cadre.imprime || enAttente.has(cadre) || cadre.clientWidth === cadre.large) return;
  if (!cadre.large) paint(cadre);
  else if ((cadre.large = cadre.clientWidth)) moteur.resize(cadre);
}

// Paper is light, and as wide as `@page` of style.css says: every drawing is made again for it, then given back.
const FEUILLE = 688; // pixels between the margins of A4
const REDUCTION = 0.78; // of a drawing in pieces, so that its names keep the room that they have on a screen
const on_paper = ({ figure }) => figure.claire ?? figure;

addEventListener("beforeprint", () => {
  for (const cadre of document.querySelectorAll(".graphique:not(.morceau)")) if (cadre.figure) print_on(cadre);
});
addEventListener("afterprint", () => {
  for (const cadre of document.querySelectorAll(".graphique")) if (cadre.imprime) restore(cadre);
});

function print_on(cadre) {
  leave(cadre); // drawn for the sheet first, then for the screen
  const { data, layout } = structuredClone(on_paper(cadre));
  cadre.imprime = true;
  if (layout.meta?.coupes) cut(cadre, data, layout);
  else moteur.react(cadre, data, { ...layout, width: FEUILLE }, REGLAGES);
}

// A drawing taller than a sheet says where it may be cut: each piece is a drawing of its own, whole on its sheet.
function cut(cadre, data, layout) {
  const bornes = [0, ...layout.meta.coupes, layout.yaxis.range[0]];
  cadre.morceaux = bornes.slice(1).map((bas, i) => {
    const morceau = document.createElement("div");
    morceau.className = "graphique morceau";
    morceau.style.zoom = REDUCTION;
    cadre.parentElement.append(morceau);
    const vue = { height: bas - bornes[i] + layout.height - bornes.at(-1), yaxis: { ...layout.yaxis, range: [bas, bornes[i]] } };
    moteur.react(morceau, structuredClone(data), { ...structuredClone(layout), ...vue, width: FEUILLE / REDUCTION }, REGLAGES);
    return morceau;
  });
}

function restore(cadre) {
  cadre.imprime = false;
  for (const morceau of cadre.morceaux ?? []) {
    moteur.purge(morceau);
    morceau.remove();
  }
  delete cadre.morceaux;
  if (cadre.clientWidth) paint(cadre);
  else moteur.purge(cadre);
}

// « Télécharger l’image »: the finding, the figure on a light ground, its source; twice the size, for a slide.
document.addEventListener("click", (e) => {
  const bouton = e.target.closest?.("button[data-image]");
  if (bouton) save(bouton);
});

async function save(bouton) {
  const { image, titre = "", mention = "", nom = "graphique.png", papier, encre, sourdine } = bouton.dataset;
  const cadre = document.querySelector(`.st-key-${CSS.escape(image)} .graphique`);
  if (!cadre?.figure) return;
  const { data, layout } = on_paper(cadre);
  const large = Math.max(900, cadre.clientWidth);
  const haut = layout.height;
  const adresse = await moteur.toImage(
    { data: structuredClone(data), layout: structuredClone(layout) }, { format: "svg", width: large, height: haut });
  const dessin = decodeURIComponent(adresse.slice(adresse.indexOf(",") + 1)).replace("<svg ", `<svg x="${MARGE}" y="0" `);
  const lignes = wrap(titre, large, 20, 700).map((t) => ({ t, corps: 20, gras: 700, couleur: encre, pas: 26 }));
  const sources = wrap(mention, large, 13, 400).map((t) => ({ t, corps: 13, gras: 400, couleur: sourdine, pas: 18 }));
  const tete = MARGE + lignes.length * 26 + 8;
  const total = tete + haut + 16 + sources.length * 18 + MARGE / 2;
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="${large + 2 * MARGE}" height="${total}">`
    + `<style>${await embedFonts()}</style><rect width="100%" height="100%" fill="${papier}"/>`
    + write(lignes, MARGE + 18) + `<g transform="translate(0 ${tete})">${dessin}</g>`
    + write(sources, tete + haut + 30) + "</svg>";
  const toile = await rasterise(page, large + 2 * MARGE, total);
  toile.toBlob((contenu) => {
    const lien = document.createElement("a");
    lien.href = URL.createObjectURL(contenu);
    lien.download = nom;
    lien.click();
    setTimeout(() => URL.revokeObjectURL(lien.href), 10_000);
  }, "image/png");
}

function wrap(texte, large, corps, gras) {
  const mesure = document.createElement("canvas").getContext("2d");
  mesure.font = `${gras} ${corps}px "${POLICE}", sans-serif`;
  const lignes = [];
  for (const mot of texte.split(" ")) {
    const suite = lignes.length ? `${lignes.at(-1)} ${mot}` : mot;
    if (lignes.length && mesure.measureText(suite).width <= large) lignes[lignes.length - 1] = suite;
    else lignes.push(mot);
  }
  return lignes;
}

function write(lignes, y) {
  const sur = (t) => t.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  return lignes.map(({ t, corps, gras, couleur, pas }, i) =>
    `<text x="${MARGE}" y="${y + i * pas}" font-family="'${POLICE}',sans-serif" font-size="${corps}" font-weight="${gras}"`
    + ` fill="${couleur}">${sur(t)}</text>`).join("");
}

// An SVG drawn as an image sees no font of the page: ours travel inside it.
async function embedFonts() {
  const faces = [400, 500, 700].map(async (gras) => {
    const fichier = `app/static/fonts/atkinson-hyperlegible-next-latin-${gras}-normal.woff2`;
    const octets = new Uint8Array(await (await fetch(new URL(fichier, document.baseURI))).arrayBuffer());
    const base64 = btoa(Array.from(octets, (o) => String.fromCharCode(o)).join(""));
    return `@font-face{font-family:"${POLICE}";font-weight:${gras};src:url(data:font/woff2;base64,${base64})}`;
  });
  return (await Promise.all(faces)).join("");
}

async function rasterise(svg, large, haut) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const toile = document.createElement("canvas");
  [toile.width, toile.height] = [large * 2, haut * 2];
  const pinceau = toile.getContext("2d");
  pinceau.scale(2, 2);
  pinceau.drawImage(image, 0, 0, large, haut);
  return toile;
}
