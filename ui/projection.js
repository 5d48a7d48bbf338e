(() => {
  // What is projected: `?projection=1` hides the menu and the header (ui/projection.css). The pages of Présentation are
  // all in the document, and shown one at a time; those of another screen are windows over it (ui/decoupe.js). Both go
  // on by the keyboard, a remote control or a click, without the server.
  const CLE = "projection", racine = document.documentElement, MARGE = 0.03, PIED = 0.01;
  const demandee = () => new URL(location.href).searchParams.get(CLE) === "1";
  const est_projetee = () => CLE in racine.dataset;
  const lister = () => [...document.querySelectorAll(".diapos > .page-recit")];
  const annoncer = (nom) => {
    const annonce = document.querySelector("[data-annonce]") ?? pied.firstChild;
    if (dite !== nom) annonce.textContent = dite = nom;
  };
  let cle = null, retour = null, dite = "", debut = null, ici_y = 0, attente = 0;
  const pied = document.createElement("div");
  pied.id = "rang-projection";
  pied.innerHTML = '<span class="lecteur" aria-live="polite"></span><span aria-hidden="true"></span>';
  const changer = (adresse, oui) => {
    const la = new URL(adresse);
    if (oui) la.searchParams.set(CLE, "1"); else la.searchParams.delete(CLE);
    return la.href;
  };

  const recit = {
    nombre: () => lister().length,
    ici: () => Math.max(lister().findIndex((p) => p.querySelector(".diapo").dataset.cle === cle), 0),
    montrer: (rang) => {
      const pages = lister(), montree = pages[rang], diapo = montree.querySelector(".diapo");
      for (const page of pages) if (page !== montree) delete page.dataset.montree;
      if (!("montree" in montree.dataset)) montree.dataset.montree = "";
      cle = diapo.dataset.cle;
      annoncer(diapo.getAttribute("aria-label"));
    },
  };

  // The page shown of any other screen is the one that holds what it began with, wherever a new drawing moves it.
  const cadre = () => document.querySelector(".stMain"), bloc = () => document.querySelector(".stMainBlockContainer");
  const decouper = () => (bloc() ? window.__decouper(bloc(), innerHeight * (1 - MARGE - PIED)) : []);
  const ecran = {
    nombre: () => decouper().length,
    ici: () => {
      const pages = decouper();
      const y = debut?.isConnected ? debut.getBoundingClientRect().top - bloc().getBoundingClientRect().top : ici_y;
      return Math.max(pages.findLastIndex((p) => p.haut <= y + 1), 0);
    },
    montrer: (rang) => {
      const pages = decouper(), page = pages[rang], marge = innerHeight * MARGE;
      if (!page) return;
      [debut, ici_y] = [page.element, page.haut];
      const dessus = bloc().getBoundingClientRect().top - cadre().getBoundingClientRect().top + cadre().scrollTop;
      cadre().scrollTop = dessus + page.haut - page.entete - marge;
      racine.style.setProperty("--dessous", `${Math.max(innerHeight - marge - page.entete - (page.bas - page.haut), 0)}px`);
      pied.lastChild.textContent = `${rang + 1} / ${pages.length}`;
      annoncer(`${page.element?.textContent.trim().slice(0, 200) ?? ""} (${rang + 1} sur ${pages.length})`);
    },
  };
  const source = () => (document.querySelector(".diapos") ? recit : ecran);
  const montrer = (rang) => {
    const { nombre, montrer: aller } = source(), total = nombre();
    if (total) aller(Math.max(0, Math.min(rang, total - 1)));
  };
  const ici = () => source().ici();

  // The session draws the pages when it comes, and draws them again when a choice changes: the same one is shown.
  const revoir = () => {
    if (source() === recit) { if (lister().length && !document.querySelector(".page-recit[data-montree]")) poser(); return; }
    cancelAnimationFrame(attente);
    attente = requestAnimationFrame(() => { if (est_projetee()) montrer(ici()); });
  };
  const regard = new MutationObserver((lot) => { if (lot.some((m) => !pied.contains(m.target))) revoir(); });
  const tailles = new ResizeObserver(revoir);
  const poser = () => {
    montrer(ici());
    const lieu = document.querySelector(".diapos") ?? cadre();
    if (lieu && !lieu.contains(document.activeElement)) lieu.focus({ preventScroll: true });
  };
  const mesurer = () => racine.style.setProperty("--zoom", Math.max(innerWidth / 960, 1));
  const entrer = () => {
    if (est_projetee()) { debut = null; ici_y = 0; return; } // another screen, opened from the one that was projected
    racine.dataset[CLE] = "";
    dite = "";
    mesurer();
    document.body?.append(pied);
    poser();
    regard.observe(document, { subtree: true, childList: true });
    if (document.body) tailles.observe(document.body);
  };
  const sortir = () => {
    if (!est_projetee()) return;
    regard.disconnect();
    tailles.disconnect();
    delete racine.dataset[CLE];
    pied.remove();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    const montree = document.querySelector(".page-recit[data-montree]") ?? debut;
    for (const page of lister()) delete page.dataset.montree;
    (retour?.isConnected ? retour : document.querySelector("#root [data-projeter]"))?.focus({ preventScroll: true });
    montree?.scrollIntoView({ block: "nearest" });
    cle = retour = debut = null;
    ici_y = 0;
  };
  const quitter = () => {
    sortir();
    if (!demandee()) return;
    history.replaceState({}, "", changer(location.href, false));
    dispatchEvent(new PopStateEvent("popstate")); // the session, which may know of it, forgets it too
  };
  const agrandir = () => {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    else racine.requestFullscreen?.({ navigationUI: "hide" })?.catch(() => {});
  };
  // The décisions are entered over the screen, by the button of the session: it is not there for who may not write.
  const saisir = () => {
    const bouton = document.querySelector(".st-key-ouvrir_decider button");
    if (!bouton) return;
    quitter();
    bouton.click();
  };
  const suivre = () => montrer(ici() + 1), revenir = () => montrer(ici() - 1);
  const touches = {
    ArrowRight: suivre, ArrowDown: suivre, PageDown: suivre, " ": suivre, Enter: suivre,
    ArrowLeft: revenir, ArrowUp: revenir, PageUp: revenir, Backspace: revenir,
    Home: () => montrer(0), End: () => montrer(Infinity), Escape: quitter, f: agrandir, F: agrandir, d: saisir, D: saisir,
  };
  addEventListener("keydown", (e) => {
    if (!est_projetee() || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.closest?.("input, textarea, select, [contenteditable=true]")) return;
    if ((e.key === "Enter" || e.key === " ") && e.target.closest?.("a, button, summary")) return;
    const geste = touches[e.key];
    if (!geste) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    geste();
  }, true);
  // What the keyboard reaches is shown, and a link followed from a projection is projected.
  document.addEventListener("focusin", (e) => {
    if (!est_projetee() || source() === recit || !e.target.closest?.(".stMainBlockContainer")) return;
    const y = e.target.getBoundingClientRect().top - bloc().getBoundingClientRect().top;
    montrer(decouper().findLastIndex((p) => p.haut <= y + 1));
  });
  document.addEventListener("click", (e) => {
    const lien = est_projetee() && e.target.closest?.("a.ecran");
    if (lien) lien.href = changer(lien.href, true);
  }, true);
  document.addEventListener("click", (e) => {
    const bouton = e.target.closest?.("[data-projeter]");
    if (bouton) {
      retour = bouton;
      if (!demandee()) history.pushState({}, "", changer(location.href, true));
      racine.requestFullscreen?.({ navigationUI: "hide" })?.catch(() => {});
      entrer();
    } else if (e.target.closest?.("[data-saisir]")) saisir();
    else if (est_projetee() && e.target.closest?.("body") && !e.target.closest("a, button, summary, input, abbr[tabindex], .cliquable")) {
      if (getSelection().isCollapsed) suivre();
    }
  });
  // The browser takes Escape to leave full screen, and tells nobody else: it leaves the projection too.
  document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement && est_projetee()) quitter(); });
  addEventListener("popstate", () => { if (demandee()) entrer(); else sortir(); });
  addEventListener("resize", mesurer);
  addEventListener("DOMContentLoaded", () => { if (est_projetee()) { document.body.append(pied); tailles.observe(document.body); } });
  if (demandee()) entrer();
})();
