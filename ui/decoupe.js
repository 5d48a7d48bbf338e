(() => {
  // What a window shows of a screen that is projected: as many whole blocks as it holds. A block begins at its title;
  // one that is taller than the window is cut between its lines, under the head of its table, which stays.
  const MORCEAUX = "h1, h2, h3, h4, p, li, dt, dd, tr, summary, figure, .dessin, .kpi, .empilee, .bloc-orientation, .bloc-priorite, .colonnes";
  const NIVEAUX = ["h1", "p.phrase", ".bloc-orientation, h2, p.constat", ".bloc-priorite, h3", "h4"], LIGNE = 9;
  const TETES = "thead, caption, .colonnes, tr.groupe", SOUS_TITRES = ".legende, .cles, .cles-arbre, .note";
  const ASSEZ = 0.4; // of a window: a page that is filled less goes on with the next block, if that one is cut anyway
  const est_vu = (e) => e.getClientRects().length && e.checkVisibility({ visibilityProperty: true });
  const find_niveau = (e) => { const rang = NIVEAUX.findIndex((s) => e.matches(s)); return rang < 0 ? LIGNE : rang; };
  // How high the head that stands above a line stays: of its table, or of a list that has one.
  const find_entete = (e) => {
    const tete = e.closest("tbody")?.parentElement.tHead ?? e.closest(".stHtml")?.querySelector(".colonnes");
    return tete && est_vu(tete) && !tete.contains(e) ? tete.offsetHeight : 0;
  };
  const lister = (cadre) => {
    const zero = cadre.getBoundingClientRect().top;
    return [...cadre.querySelectorAll(MORCEAUX)].filter(est_vu).map((element) => {
      const { top, bottom } = element.getBoundingClientRect(), niveau = find_niveau(element);
      return { element, haut: top - zero, bas: bottom - zero, niveau };
    }).filter((m) => m.bas - m.haut > 4).sort((a, b) => a.haut - b.haut || b.bas - a.bas);
  };
  // Where a page may end: before what nothing above overlaps, and never between a title and what it names.
  const trouver = (morceaux) => {
    const coupes = [];
    let bas = -Infinity, avant = null;
    for (const morceau of morceaux) {
      const { element, niveau } = morceau;
      morceau.suivi = niveau < LIGNE || Boolean(element.closest(TETES)) || Boolean(avant?.suivi && element.closest(SOUS_TITRES));
      if ((!avant?.suivi || niveau < avant.niveau) && morceau.haut >= bas - 1) coupes.push({ ...morceau, entete: find_entete(element) });
      if (morceau.bas > bas) bas = morceau.bas;
      avant = morceau;
    }
    return coupes;
  };
  const choisir = (page, coupes, hauteur, fin) => {
    const place = hauteur - page.entete;
    if (fin <= page.haut + place) return null;
    const restent = coupes.filter((c) => c.haut > page.haut + 1 && c.haut <= page.haut + place);
    const pleines = restent.filter((c) => c.haut >= page.haut + ASSEZ * place);
    const premier = (liste) => { const n = Math.min(...liste.map((c) => c.niveau)); return n < LIGNE ? liste.findLast((c) => c.niveau === n) : null; };
    const bloc = premier(restent);
    const suivant = bloc && (coupes.find((c) => c.haut > bloc.haut + 1 && c.niveau <= bloc.niveau)?.haut ?? fin);
    if (premier(pleines)) return premier(pleines);
    if (bloc && suivant - bloc.haut <= hauteur) return bloc;
    return restent.at(-1) ?? { element: null, haut: page.haut + place, niveau: LIGNE, entete: 0 };
  };
  // The pages, each from `haut` to `bas` under `entete` pixels of its table's head; `element` is what it begins with.
  window.__decouper = (cadre, hauteur) => {
    const racine = document.documentElement, pages = []; // heads of tables where they stand, not where they are held
    racine.dataset.mesure = "";
    const morceaux = lister(cadre), coupes = trouver(morceaux);
    delete racine.dataset.mesure;
    const fin = Math.max(...morceaux.map((m) => m.bas));
    for (let page = coupes[0]; page; ) {
      const suite = choisir(page, coupes, hauteur, fin);
      pages.push({ element: page.element, haut: page.haut, bas: suite ? suite.haut : fin, entete: page.entete });
      page = suite;
    }
    return pages;
  };
})();
