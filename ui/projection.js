(() => {
  // What is projected: `?projection=1` hides the menu and the header (ui/projection.css). The pages of Présentation are
  // all in the document: they are shown one at a time, by the keyboard, a remote control or a click, without the server.
  const CLE = "projection", racine = document.documentElement;
  const demandee = () => new URL(location.href).searchParams.get(CLE) === "1";
  const lister = () => [...document.querySelectorAll(".diapos > .page-recit")];
  let cle = null, retour = null, dite = "";
  const changer = (oui) => {
    const la = new URL(location.href);
    if (oui) la.searchParams.set(CLE, "1"); else la.searchParams.delete(CLE);
    return la.href;
  };
  const montrer = (rang) => {
    const pages = lister();
    if (!pages.length) return;
    const montree = pages[Math.max(0, Math.min(rang, pages.length - 1))], diapo = montree.querySelector(".diapo");
    for (const page of pages) if (page !== montree) delete page.dataset.montree;
    if (!("montree" in montree.dataset)) montree.dataset.montree = "";
    cle = diapo.dataset.cle;
    const nom = diapo.getAttribute("aria-label"), annonce = document.querySelector("[data-annonce]");
    if (annonce && dite !== nom) annonce.textContent = dite = nom;
  };
  const ici = () => Math.max(lister().findIndex((p) => p.querySelector(".diapo").dataset.cle === cle), 0);
  // The session draws the pages when it comes, and draws them again when the choice changes: the same one is shown.
  const regard = new MutationObserver(() => { if (lister().length && !document.querySelector(".page-recit[data-montree]")) poser(); });
  const poser = () => {
    montrer(ici());
    const cadre = document.querySelector(".diapos");
    if (cadre && !cadre.contains(document.activeElement)) cadre.focus({ preventScroll: true });
  };
  const entrer = () => {
    if (CLE in racine.dataset) return;
    racine.dataset[CLE] = "";
    dite = "";
    poser();
    regard.observe(document, { subtree: true, childList: true });
  };
  const sortir = () => {
    if (!(CLE in racine.dataset)) return;
    regard.disconnect();
    delete racine.dataset[CLE];
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    const montree = document.querySelector(".page-recit[data-montree]");
    for (const page of lister()) delete page.dataset.montree;
    (retour?.isConnected ? retour : document.querySelector("[data-projeter]"))?.focus({ preventScroll: true });
    montree?.scrollIntoView({ block: "nearest" });
    cle = retour = null;
  };
  const quitter = () => {
    sortir();
    if (!demandee()) return;
    history.replaceState({}, "", changer(false));
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
  const touches = {
    ArrowRight: () => montrer(ici() + 1), ArrowDown: () => montrer(ici() + 1), PageDown: () => montrer(ici() + 1), " ": () => montrer(ici() + 1), Enter: () => montrer(ici() + 1),
    ArrowLeft: () => montrer(ici() - 1), ArrowUp: () => montrer(ici() - 1), PageUp: () => montrer(ici() - 1), Backspace: () => montrer(ici() - 1),
    Home: () => montrer(0), End: () => montrer(Infinity), Escape: quitter, f: agrandir, F: agrandir, d: saisir, D: saisir,
  };
  addEventListener("keydown", (e) => {
    if (!(CLE in racine.dataset) || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.closest?.("input, textarea, select, [contenteditable=true]")) return;
    if (!document.querySelector(".diapos") && e.key !== "Escape") return;
    if (e.key === "Enter" && e.target.closest?.("a, button, summary")) return;
    const geste = touches[e.key];
    if (!geste) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    geste();
  }, true);
  document.addEventListener("click", (e) => {
    const bouton = e.target.closest?.("[data-projeter]");
    if (bouton) {
      retour = bouton;
      if (!demandee()) history.pushState({}, "", changer(true));
      racine.requestFullscreen?.({ navigationUI: "hide" })?.catch(() => {});
      entrer();
    } else if (e.target.closest?.("[data-saisir]")) saisir();
    else if (CLE in racine.dataset && e.target.closest?.(".diapos") && !e.target.closest("a, button, summary, abbr[tabindex]")) {
      if (getSelection().isCollapsed) montrer(ici() + 1);
    }
  });
  // The browser takes Escape to leave full screen, and tells nobody else: it leaves the projection too.
  document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement && CLE in racine.dataset) quitter(); });
  addEventListener("popstate", () => { if (demandee()) entrer(); else sortir(); });
  if (demandee()) entrer();
})();
