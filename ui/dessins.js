(() => {
  // The figures that the HTML of a screen carries (`ui/kit/graphique.py`) are drawn where they stand, before they are
  // painted: `window.__dessins` says where plotly.js and what draws with it are served from.
  const suivre = () => {
    const racine = document.getElementById("root"), places = racine.getElementsByClassName("dessin");
    let charges, dessiner;
    const voir = () => {
      if (dessiner) dessiner([...places]);
      else if (places.length) charges ??= Promise.all(window.__dessins.map((a) => import(new URL(a, document.baseURI))))
        .then(([plotly, dessin]) => { dessiner = (p) => dessin.follow(plotly.default, p); voir(); });
    };
    new MutationObserver(voir).observe(racine, { subtree: true, childList: true });
  };
  document.addEventListener("DOMContentLoaded", suivre);
})();
