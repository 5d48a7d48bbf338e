(() => {
  // A screen is found again where it was left: with the browser's « back », with the way back of a sheet, when it is
  // loaded again. Never for an address reached by a link, never once the visitor has acted.
  const CLE = "defilements", MAX = 50;
  const cadre = () => document.querySelector("[data-testid=stMain]");
  const nommer = () => {
    const suite = new URLSearchParams(location.search);
    suite.sort(); // the framework does not keep the order of the parameters
    return `${location.pathname}?${suite}`;
  };
  let hauteurs = new Map();
  try { hauteurs = new Map(JSON.parse(sessionStorage.getItem(CLE) ?? "[]")); } catch { /* storage refused or not ours */ }
  let ici = nommer(), vise = null, couru = false;
  const garder = () => {
    const hauteur = vise ?? cadre()?.scrollTop ?? 0;
    hauteurs.delete(ici);
    if (hauteur) hauteurs.set(ici, hauteur);
    if (hauteurs.size > MAX) hauteurs.delete(hauteurs.keys().next().value);
    try { sessionStorage.setItem(CLE, JSON.stringify([...hauteurs])); } catch { /* kept in this document alone */ }
  };
  const assez = (m) => m.scrollHeight - m.clientHeight >= vise - 1;
  const arrete = () => document.querySelector(".stApp[data-test-script-state=notRunning]");
  // The screen comes in pieces, and the one before goes in pieces: its height is looked at again at each change.
  const poser = () => {
    const m = cadre();
    if (!arrete()) couru = true;
    if (!m) return;
    if (m.firstElementChild) tailles.observe(m.firstElementChild);
    if (assez(m) && Math.abs(m.scrollTop - vise) > 1) m.scrollTop = vise;
  };
  const tailles = new ResizeObserver(poser), contenus = new MutationObserver(poser);
  const finir = () => { vise = null; tailles.disconnect(); contenus.disconnect(); };
  const retrouver = () => {
    finir();
    const hauteur = hauteurs.get(ici);
    if (!hauteur) return;
    vise = hauteur;
    couru = false;
    contenus.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"] });
  };
  for (const geste of ["wheel", "touchmove", "pointerdown", "keydown"])
    addEventListener(geste, () => { if (vise !== null) finir(); }, { capture: true, passive: true });
  addEventListener("scroll", (e) => { // without a gesture: a screen reader, a search in the page
    if (vise !== null && couru && arrete() && e.target === cadre() && assez(e.target) && Math.abs(e.target.scrollTop - vise) > 1) finir();
  }, true);
  const pousser = history.pushState.bind(history), remplacer = history.replaceState.bind(history);
  history.pushState = (...suite) => {
    garder(); // what is left still stands on the screen
    pousser(...suite);
    if (nommer() !== ici) finir();
    ici = nommer();
  };
  history.replaceState = (...suite) => { remplacer(...suite); ici = nommer(); };
  addEventListener("popstate", () => {
    if (nommer() === ici) return; // one of our links, which says so itself
    garder();
    ici = nommer();
    retrouver();
  });
  document.addEventListener("click", (e) => {
    const lien = e.target.closest && e.target.closest("a.retour-liste");
    if (lien && e.defaultPrevented && lien.href === location.href) retrouver();
  });
  addEventListener("pagehide", garder);
  if (["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type)) retrouver();
})();
