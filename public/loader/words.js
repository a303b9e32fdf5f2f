// What is said where the page can't speak: that it does not come, and the button that closes it (the
// pages' own `close` in app/words). Short, since every tenant's page carries it.
const WORDS = {
  en: "Not available right now|Close",
  de: "Gerade nicht verfügbar|Schließen",
  fr: "Indisponible pour le moment|Fermer",
  es: "No disponible ahora|Cerrar",
  pt: "Indisponível agora|Fechar",
  it: "Ora non disponibile|Chiudi",
  nl: "Nu niet beschikbaar|Sluiten",
  pl: "Teraz niedostępne|Zamknij",
  tr: "Şu anda kullanılamıyor|Kapat",
  ja: "現在利用できません|閉じる",
  zh: "目前不可用|关闭",
  ar: "غير متاح الآن|إغلاق",
};

/** The words for the reader, who may be spoken to in `wish`. */
export const words = (wish) => {
  const of = (tag) => WORDS[tag?.split("-")[0].toLowerCase()];
  return of([wish, ...navigator.languages, "en"].find(of)).split("|");
};
