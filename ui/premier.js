(() => {
  // The first page (ui/premier) gives way, between two paintings, once the session has drawn the same in its place.
  try { // the ground chosen in the menu, which the framework keeps by address
    const choisi = localStorage.getItem(`stActiveTheme-${location.pathname}-v2`) || "";
    if (/"(Dark|Use dark theme)"/i.test(choisi)) document.documentElement.dataset.fond = "sombre";
    if (/"(Light|Use light theme)"/i.test(choisi)) document.documentElement.dataset.fond = "clair";
  } catch { /* no storage, no choice */ }
  const suivre = () => {
    const premier = document.getElementById("premier"), racine = document.getElementById("root");
    if (!premier) return;
    const est_dessine = () => {
      const page = racine.querySelector('.stApp[data-test-script-state="notRunning"] .stMain');
      if (!page || page.querySelector(".st-key-entete [data-testid=stSkeleton]")) return false;
      const choix = !premier.querySelector(".premier-choix") || page.querySelector(".st-key-entete input");
      if (choix && page.querySelector(premier.dataset.fin)) return true;
      // Something else was drawn (a refusal, an empty base, another screen): it is for the session to say.
      return Boolean(page.querySelector("[data-testid=stAlert], .vide"));
    };
    const ceder = () => {
      const vu = premier.querySelector(".premier-page").scrollTop, foyer = document.activeElement;
      const adresse = premier.contains(foyer) && foyer.href;
      premier.remove();
      racine.removeAttribute("inert");
      racine.removeAttribute("aria-hidden");
      const tape = premier.querySelector("#chercher")?.value, champ = racine.querySelector("#chercher");
      if (tape && champ) champ.value = tape;
      if (foyer.id === "chercher") champ?.focus({ preventScroll: true });
      if (vu) racine.querySelector(".stMain").scrollTop = vu;
      if (adresse) [...racine.querySelectorAll("a")].find((a) => a.href === foyer.href)?.focus({ preventScroll: true });
    };
    const voir = () => { if (est_dessine()) { regard.disconnect(); ceder(); } };
    const regard = new MutationObserver(voir);
    regard.observe(racine, { subtree: true, childList: true, attributeFilter: ["data-test-script-state"] });
    voir();
  };
  document.addEventListener("DOMContentLoaded", suivre);
})();
