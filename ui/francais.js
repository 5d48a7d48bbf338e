(() => {
  // French names for the framework's own controls, which have no translation; no key of the page alone triggers a rerun.
  const mots = {
    "Skip to main content": "Aller au contenu principal", "Main menu": "Menu principal", "App pages": "Écrans",
    "Link to heading": "Lien vers ce titre", "Upload": "Choisir des fichiers", "Browse files": "Parcourir",
    "Drag and drop files here": "Déposez les fichiers ici", "Drag and drop file here": "Déposez le fichier ici",
    "Open sidebar": "Ouvrir le menu", "Close sidebar": "Fermer le menu", "Expand sidebar": "Ouvrir le menu",
    "Collapse sidebar": "Fermer le menu", "No results": "Aucun résultat", "No options to select": "Aucun choix",
    "Choose an option": "Choisir", "Choose options": "Choisir", "Clear value": "Effacer", "Clear all": "Tout effacer",
    "Select all": "Tout choisir", "Close": "Fermer", "Settings": "Réglages", "Print": "Imprimer", "Light": "Clair",
    "Record screen": "Enregistrer l’écran", "Record a screencast": "Enregistrer l’écran",
    "Dark": "Sombre", "System": "Comme l’appareil", "Theme": "Thème", "Appearance": "Apparence", "About": "À propos",
    "Wide mode": "Largeur entière", "Running...": "Calcul…",  "Stop": "Arrêter", "Connecting": "Connexion…",
    "Connection error": "Connexion perdue", "Download": "Télécharger", "Fullscreen": "Plein écran",
    "Close fullscreen": "Quitter le plein écran", "Search": "Rechercher", "Help": "Aide", "Open": "Ouvrir",
    "View more": "Tout voir", "View less": "Réduire", "Page not found": "Page introuvable",
    "Choose app theme": "Choisir le thème", "Remove file": "Retirer le fichier", "Add files": "Ajouter des fichiers",
    "Sidebar": "Menu", "file upload": "Dépôt de fichiers", "File upload": "Dépôt de fichiers",
    "Copy version to clipboard": "Copier la version", "Copy to clipboard": "Copier", "Clear entry": "Effacer", "Selected values": "Choix retenus", "Scroll tabs left": "Onglets précédents",
    "Scroll tabs right": "Onglets suivants", "Navigate to home page": "Accueil", "Rerun": "Relancer", "Clear cache": "Vider le cache",
    "Auto rerun": "Relancer seul", "Report a bug": "Signaler une anomalie", "Get help": "Aide", "Error:": "Erreur\u202f:", "Uploading": "Envoi",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": "L’application ne répond plus. Cette page reprendra d’elle-même dès qu’elle répondra de nouveau\u202f; si cela dure, prévenez la personne qui l’administre.",
    "Press Enter to apply": "Entrée pour valider", "Press Enter to submit form": "Entrée pour valider",
    "Press ⌘+Enter to apply": "⌘ + Entrée pour valider", "Press Ctrl+Enter to apply": "Ctrl + Entrée pour valider",
    "Choose date": "Choisir une date", "Previous month": "Mois précédent", "Next month": "Mois suivant",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "Les flèches changent de jour, Entrée choisit, Échap ferme.",
    "Use system setting": "Comme l’appareil", "Use light theme": "Thème clair", "Use dark theme": "Thème sombre"
  };
  const parties = { day: "jour", month: "mois", year: "année" };
  const mois = { January: "janvier", February: "février", March: "mars", April: "avril", May: "mai", June: "juin", July: "juillet",
    August: "août", September: "septembre", October: "octobre", November: "novembre", December: "décembre" };
  const motifs = [
    [/^(day|month|year), (.+)$/, (_, p, n) => `${parties[p]}, ${n}`],
    [/^Choose date, (.+)$/, (_, n) => `Choisir une date, ${n}`],
    [/^Selected Date: (\w+) (\d+), (\d+)$/, (t, m, j, a) => (mois[m] ? `Date choisie\u202f: ${j} ${mois[m]} ${a}` : t)],
    [/^(\d+) – (\w+)$/, (t, n, m) => (mois[m] ? `${n} – ${mois[m]}` : t)],
    [/^(\d+)MB per file(?: • (.+))?$/, (_, n, t) => `${n} Mo par fichier${t ? " · " + t : ""}`],
    [/^Limit (\d+)MB per file(?: • (.+))?$/, (_, n, t) => `${n} Mo par fichier${t ? " · " + t : ""}`],
    [/^Help for (.+)$/, (_, n) => `Aide : ${n}`],
    [/^The page that you have requested does not seem to exist.*$/, () => "Cette adresse n’existe pas. Voici l’accueil."],
    [/^File must be (\d+)(?:\.\d+)?MB or smaller\.$/, (_, n) => `Le fichier dépasse ${n} Mo.`],
    [/^Made with Streamlit(.*)$/, (_, v) => `Réalisé avec Streamlit${v}`],
    [/^([\d.]+)\s?([KMG])B$/, (_, n, u) => `${n.replace(".", ",")} ${{ K: "k", M: "M", G: "G" }[u]}o`],
    [/^(.+), ([\d.]+)\s?([KMG])B$/, (_, f, n, u) => `${f}, ${n.replace(".", ",")} ${{ K: "k", M: "M", G: "G" }[u]}o`],
    [/^[a-z_]+ icon$/, () => ""],
    [/^(\d+) options? available\.$/, (_, n) => `${n} choix.`],
    [/^(.+), selected$/, (_, n) => `${n}, choisi`],
    [/^Remove (.+)$/, (_, n) => `Retirer ${n}`],
    [/^Selected (.+)\. (.+)$/, (_, v, n) => `${n} : ${v}`]
  ];
  const traduire = (texte) => {
    const brut = texte.trim();
    if (Object.hasOwn(mots, brut)) return texte.replace(brut, mots[brut]);
    for (const [motif, par] of motifs) if (motif.test(brut)) return brut.replace(motif, par);
    return texte;
  };
  const controle = "[data-testid=stFileUploader],button,label,nav,header,a[href^='#'],[role=menu],[role=menuitem],[role=dialog],[role=listbox],"
    + "[data-live-announcer],[id^=react-aria-description],[data-testid=stFileUploaderDropzone],[data-testid=stStatusWidget],[data-testid=stMainMenuPopover],[data-testid=InputInstructions]";
  const notres = ".stHtml,.graphique,table,svg"; // ours already, or no words: most of what changes
  const visiter = (noeud) => {
    if (noeud.nodeType === 3) {
      const parent = noeud.parentElement;
      if (!parent || !parent.closest(controle)) return;
      const t = traduire(noeud.data);
      if (t !== noeud.data) noeud.data = t;
    } else if (noeud.nodeType === 1 && !noeud.matches(notres)) {
      // The framework's menu puts headers and boxes between the list and its items: announced as links, no broken list.
      if (noeud.matches("[data-testid=stSidebarNavItems],[data-testid=stSidebarNavItems] li")) noeud.setAttribute("role", "none");
      for (const a of ["aria-label", "aria-valuetext", "aria-description", "title", "placeholder"]) {
        const v = noeud.getAttribute(a);
        if (v) { const t = traduire(v); if (t !== v) noeud.setAttribute(a, t); }
      }
      noeud.childNodes.forEach(visiter);
    }
  };
  new MutationObserver((lot) => {
    const vus = new Map(); // a drawing changes the same few elements a thousand times
    const est_notre = (cible) => {
      if (!vus.has(cible)) vus.set(cible, Boolean((cible.closest ? cible : cible.parentElement)?.closest(notres)));
      return vus.get(cible);
    };
    lot.forEach((m) => {
      if (est_notre(m.target)) return;
      if (m.type === "childList") m.addedNodes.forEach(visiter); else visiter(m.target);
    });
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ["aria-label", "aria-valuetext", "aria-description", "title", "placeholder"] });
  document.addEventListener("keydown", (e) => {
    const champ = e.target.closest && e.target.closest("input,textarea,select,[contenteditable=true],[role=combobox]");
    if (!champ && !e.ctrlKey && !e.metaKey && !e.altKey && /^[a-z]$/i.test(e.key)) e.stopImmediatePropagation();
  }, true);
  // The quarter that a screen adds to its own address is no step of its own: « back » goes to the screen before.
  const pousser = history.pushState.bind(history);
  history.pushState = (etat, titre, adresse) => {
    const ici = new URL(location.href), la = new URL(adresse ?? "", ici), sans = new URL(la);
    sans.searchParams.delete("trimestre");
    const seul = !ici.searchParams.has("trimestre") && la.searchParams.has("trimestre");
    const meme = sans.pathname === ici.pathname && `${sans.searchParams}` === `${ici.searchParams}`;
    if (seul && meme) history.replaceState(etat, titre, adresse); else pousser(etat, titre, adresse);
  };
  // A link that a text holds (a.ecran) changes screen as the menu does, without loading the page again: as soon as
  // there is a session to do it.
  const ouvrir = (adresse, sur_place = false) => {
    history.pushState({}, "", adresse);
    dispatchEvent(new PopStateEvent("popstate"));
    if (!sur_place) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  };
  // What it changes in place comes anew, the link with it: the new one takes the focus, else what stands for its line.
  const rendre = (lien) => {
    const noms = [lien.dataset.foyer, lien.dataset.foyer.split(" ")[0]];
    const regard = new MutationObserver(() => {
      if (lien.isConnected) return;
      regard.disconnect();
      if (document.activeElement !== document.body) return;
      const trouves = noms.map((nom) => document.querySelector(`[data-foyer="${CSS.escape(nom)}"]`));
      trouves.find(Boolean)?.focus({ preventScroll: true });
    });
    regard.observe(document.getElementById("root"), { subtree: true, childList: true });
  };
  document.addEventListener("click", (e) => {
    const lien = e.target.closest && e.target.closest("a.ecran");
    if (!lien || lien.closest("#premier") || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    if (lien.dataset.foyer && document.activeElement === lien) rendre(lien);
    ouvrir(lien.href, lien.classList.contains("sur-place"));
  });
  // Links that stand for controls answer to the space bar too.
  document.addEventListener("keydown", (e) => {
    if (e.key !== " " || !e.target.matches?.("a.ecran[role]")) return;
    e.preventDefault();
    e.target.click();
  });
  // The search of the menu opens its results in place, for the same quarter; on a phone the menu makes room for them.
  document.addEventListener("submit", (e) => {
    if (!e.target.matches("form.chercher") || e.target.closest("#premier")) return;
    e.preventDefault();
    const la = new URL(e.target.action), trimestre = new URL(location).searchParams.get("trimestre");
    la.search = new URLSearchParams({ ...Object.fromEntries(new FormData(e.target)), ...(trimestre && { trimestre }) });
    ouvrir(la);
    if (innerWidth <= 768) document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  });
  // The name of who signs is remembered on this computer (ui/kit/auteur.py reads it); it gives no right.
  const retenir = (e) => {
    if (!e.target.closest || !e.target.closest(".st-key-auteur") || (e.type === "keydown" && e.key !== "Enter")) return;
    document.cookie = `auteur=${encodeURIComponent(e.target.value)}; path=/; max-age=31536000; SameSite=Strict`;
  };
  document.addEventListener("focusout", retenir);
  document.addEventListener("keydown", retenir);
  // A sheet is printed, or its address copied; without a clipboard (plain HTTP) the address is shown to be copied.
  document.addEventListener("click", (e) => {
    const bouton = e.target.closest && e.target.closest("button[data-imprimer],button[data-copier]");
    if (!bouton) return;
    if ("imprimer" in bouton.dataset) { print(); return; }
    const { copier, question, lien } = bouton.dataset;
    const adresse = new URL(lien, location.href).href;
    const dire = () => { bouton.querySelector("[aria-live]").textContent = copier; };
    const montrer = () => prompt(question, adresse);
    if (navigator.clipboard) navigator.clipboard.writeText(adresse).then(dire, montrer); else montrer();
  });
})();
