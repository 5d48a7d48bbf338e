(() => {
  // What a sheet says of itself, at the moment it is printed: the plan, the screen and its quarter (which the server
  // wrote), the day, the address; at its foot, what its figures stand on. A page may stay open for days.
  const jour = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", day: "2-digit", month: "2-digit", year: "numeric" });
  const poses = [];
  const rendre = () => { while (poses.length) poses.pop()(); };
  const write_adresse = (trimestre) => {
    const adresse = new URL(location.href);
    adresse.searchParams.delete("retour"); // the way back to a list: of no use to who types it
    if (trimestre && !adresse.searchParams.has("trimestre")) adresse.searchParams.set("trimestre", trimestre);
    return adresse.href;
  };
  addEventListener("beforeprint", () => {
    rendre();
    const ecran = document.querySelector("[data-entete]"), cadre = document.querySelector(".stMainBlockContainer");
    if (!ecran || !cadre) return;
    const { entete, trimestre, pied } = ecran.dataset;
    const tete = document.createElement("p");
    tete.className = "impression";
    tete.textContent = `${entete} · imprimé\u00a0le\u00a0${jour.format(new Date())} · ${write_adresse(trimestre)}`;
    cadre.prepend(tete);
    const regle = document.createElement("style");
    const texte = [...pied].map((c) => `\\${c.codePointAt(0).toString(16).padStart(6, "0")}`).join("");
    regle.textContent = `@page { @bottom-left { content: "${texte}" } }`;
    document.head.append(regle);
    poses.push(() => tete.remove(), () => regle.remove());
    // The rest of a list is on the sheet; a fold that holds something else stays as the reader left it.
    for (const pli of document.querySelectorAll(".stMain details.reste:not([open])")) {
      pli.open = true;
      poses.push(() => { pli.open = false; });
    }
  });
  addEventListener("afterprint", rendre);
})();
