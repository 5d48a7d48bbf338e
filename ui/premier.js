(() => {
  // The first page (ui/premier) gives way, between two paintings, once the session has drawn the same in its place.
  try { // the ground chosen in the menu, which the framework keeps by address
    const choisi = localStorage.getItem(`stActiveTheme-${location.pathname}-v2`) || "";
    if (/"(Dark|Use dark theme)"/i.test(choisi)) document.documentElement.dataset.fond = "sombre";
    if (/"(Light|Use light theme)"/i.test(choisi)) document.documentElement.dataset.fond = "clair";
  } catch { /* no storage, no choice */ }
  const PATIENCE = 1500;
  const PLACES = [ // of controls, which come one by one
    [".st-key-entete .premier-choix", ".st-key-entete input"], [".st-key-compte .premier-choix", ".st-key-compte input"],
    [".st-key-compte .premier-bouton", ".st-key-compte .stDownloadButton button"],
    [".st-key-retour .premier-bouton", ".st-key-retour :is(.stDownloadButton, .stPopover) button"],
    [".premier-champ", ".stTextInput input"],
  ];
  const est_en_vue = (e) => e.offsetHeight && e.getBoundingClientRect().top < innerHeight;
  const suivre = () => {
    const premier = document.getElementById("premier"), racine = document.getElementById("root");
    if (!premier) return;
    const est_dessine = () => {
      const page = racine.querySelector('.stApp[data-test-script-state="notRunning"] .stMain');
      if (!page || [...page.querySelectorAll("[data-testid=stSkeleton]")].some(est_en_vue)) return false;
      const poses = PLACES.every(([place, pose]) => !premier.querySelector(place) || page.querySelector(pose));
      if (poses && page.querySelector(premier.dataset.fin)) return true;
      // Something else was drawn (a refusal, an empty base, another screen): it is for the session to say.
      return Boolean(page.querySelector("[data-testid=stAlert], .vide"));
    };
    const ceder = () => {
      const vu = premier.querySelector(".premier-page").scrollTop, foyer = document.activeElement;
      const adresse = premier.contains(foyer) && foyer.href;
      premier.remove();
      racine.removeAttribute("data-attend");
      racine.removeAttribute("inert");
      racine.removeAttribute("aria-hidden");
      const tape = premier.querySelector("#chercher")?.value, champ = racine.querySelector("#chercher");
      if (tape && champ) champ.value = tape;
      if (foyer.id === "chercher") champ?.focus({ preventScroll: true });
      if (vu) racine.querySelector(".stMain").scrollTop = vu;
      if (adresse) [...racine.querySelectorAll("a")].find((a) => a.href === foyer.href)?.focus({ preventScroll: true });
    };
    // A screen that ran to its end without what is awaited (another state of the data) is shown all the same.
    let delai;
    const voir = () => {
      clearTimeout(delai);
      if (est_dessine()) { regard.disconnect(); ceder(); }
      else if (racine.querySelector('.stApp[data-test-script-state="notRunning"] h1'))
        delai = setTimeout(() => { regard.disconnect(); ceder(); }, PATIENCE);
    };
    const regard = new MutationObserver(voir);
    regard.observe(racine, { subtree: true, childList: true, attributeFilter: ["data-test-script-state"] });
    voir();
  };
  document.addEventListener("DOMContentLoaded", suivre);
})();
