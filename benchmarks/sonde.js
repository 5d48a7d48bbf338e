/* Put in every page measured, ours or not, before its own scripts: when is what is waited for there, in milliseconds.
   Charts are looked for in shadow roots too: a component may keep its own. */
(() => {
  const CHART = ".js-plotly-plot, [data-dessine]";
  const MARQUES = ".main-svg .trace, .main-svg .points path, .main-svg g.slice, .main-svg g.textpoint";
  const racines = new Set();
  /* In the page, with some size, neither hidden nor transparent: what is kept for screen readers alone does not count. */
  const visible = (e) =>
    e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
    [...e.getClientRects()].some((r) => r.width > 1 && r.height > 1);
  const sonde = (window.__sonde = { attente: window.__attente || null, temps: {}, depart: 0, mutation: 0, tracer: false });

  const observateur = new MutationObserver((lots) => {
    if (sonde.tracer && lots.some((m) => (m.target.closest ? m.target : m.target.parentElement)?.closest?.(CHART)))
      sonde.mutation = performance.now();
  });
  const suivre = (racine) => {
    if (!racines.has(racine)) {
      racines.add(racine);
      observateur.observe(racine, { subtree: true, childList: true, attributes: true, characterData: true });
    }
    for (const e of racine.querySelectorAll("*")) if (e.shadowRoot) suivre(e.shadowRoot);
  };
  const chercher = (selecteur) => [...racines].flatMap((r) => [...r.querySelectorAll(selecteur)]);
  sonde.compter = () =>
    chercher(CHART).filter((e) => visible(e) && (e.matches("[data-dessine]") || e.querySelector(MARQUES))).length;

  const presents = (regle) => {
    const trouves = [...document.querySelectorAll(regle.selecteur)].filter((e) => visible(e) && e.textContent.trim());
    return trouves.filter((e) => !regle.texte || e.textContent.includes(regle.texte)).length >= (regle.nombre || 1);
  };
  const regarder = () => {
    const { attente, temps } = sonde;
    if (attente && document.body) {
      suivre(document);
      if (!temps.lisible && attente.regles.every(presents)) temps.lisible = performance.now() - sonde.depart;
      if (temps.lisible && !temps.dessine && sonde.compter() >= (attente.dessins || 0))
        temps.dessine = performance.now() - sonde.depart;
    }
    requestAnimationFrame(regarder);
  };
  requestAnimationFrame(regarder);

  const decalages = [];
  const sauts = new PerformanceObserver((liste) => decalages.push(...liste.getEntries()));
  sauts.observe({ type: "layout-shift", buffered: true });

  /* The end of an opening: with the first paint, and how much what was drawn has moved until now. */
  sonde.ouvrir = () => {
    const [peint] = performance.getEntriesByName("first-contentful-paint");
    if (!sonde.temps.dessine || !peint) return null;
    decalages.push(...sauts.takeRecords());
    return { ...sonde.temps, peint: peint.startTime, decalage: decalages.reduce((somme, e) => somme + e.value, 0) };
  };

  /* From the next click: a change of screen, or a filter whose charts are redrawn (last change inside any of them). */
  sonde.armer = (attente) => {
    sonde.attente = null;
    sonde.temps = {};
    addEventListener("click", (e) => {
      Object.assign(sonde, { attente, depart: e.timeStamp, mutation: 0, tracer: true });
    }, { capture: true, once: true });
  };
  sonde.finir = () => sonde.temps.dessine && sonde.temps;
  sonde.redessine = (ms) =>
    sonde.temps.dessine && sonde.mutation && performance.now() - sonde.mutation > ms
      ? Math.max(sonde.mutation - sonde.depart, sonde.temps.lisible) : null;
  sonde.attendre = (finir) =>
    new Promise((rendre, refuser) => {
      const limite = performance.now() + 180_000;
      const voir = () => {
        const fini = finir();
        if (fini) rendre(fini);
        else if (performance.now() > limite) refuser(new Error(`Not seen: ${JSON.stringify(sonde)}`));
        else setTimeout(voir, 25);
      };
      voir();
    });
})();
