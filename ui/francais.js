(() => {
  // French names for the framework's own controls, which have no translation; no key of the page alone triggers a rerun.
  const mots = {
    "Skip to main content": "Aller au contenu principal", "Main menu": "Menu principal", "App pages": "Écrans",
    "Link to heading": "Lien vers ce titre", "Upload": "Choisir", "Browse files": "Parcourir",
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
    "Copy version to clipboard": "Copier la version", "Use system setting": "Comme l’appareil", "Use light theme": "Thème clair", "Use dark theme": "Thème sombre"
  };
  const motifs = [
    [/^(\d+)MB per file(?: • (.+))?$/, (_, n, t) => `${n} Mo par fichier${t ? " · " + t : ""}`],
    [/^Limit (\d+)MB per file(?: • (.+))?$/, (_, n, t) => `${n} Mo par fichier${t ? " · " + t : ""}`],
    [/^Help for (.+)$/, (_, n) => `Aide : ${n}`],
    [/^The page that you have requested does not seem to exist.*$/, () => "Cette adresse n’existe pas. Voici l’accueil."],
    [/^File must be (\d+)(?:\.\d+)?MB or smaller\.$/, (_, n) => `Le fichier dépasse ${n} Mo.`],
    [/^Made with Streamlit(.*)$/, (_, v) => `Réalisé avec Streamlit${v}`],
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
    + "[data-testid=stFileUploaderDropzone],[data-testid=stStatusWidget],[data-testid=stMainMenuPopover]";
  const visiter = (noeud) => {
    if (noeud.nodeType === 3) {
      const parent = noeud.parentElement;
      if (!parent || !parent.closest(controle) || parent.closest(".stHtml,table")) return;
      const t = traduire(noeud.data);
      if (t !== noeud.data) noeud.data = t;
    } else if (noeud.nodeType === 1) {
      for (const a of ["aria-label", "title", "placeholder"]) {
        const v = noeud.getAttribute(a);
        if (v) { const t = traduire(v); if (t !== v) noeud.setAttribute(a, t); }
      }
      noeud.childNodes.forEach(visiter);
    }
  };
  new MutationObserver((lot) => lot.forEach((m) => {
    if (m.type === "childList") m.addedNodes.forEach(visiter); else visiter(m.target);
  })).observe(document, { subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ["aria-label", "title", "placeholder"] });
  document.addEventListener("keydown", (e) => {
    const champ = e.target.closest && e.target.closest("input,textarea,select,[contenteditable=true],[role=combobox]");
    if (!champ && !e.ctrlKey && !e.metaKey && !e.altKey && /^[a-z]$/i.test(e.key)) e.stopImmediatePropagation();
  }, true);
})();
