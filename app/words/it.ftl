# Italiano: calmo, preciso, di cortesia senza pesare.

## Parti

presso-host = presso { $host ->
    [unknown] il suo provider DNS
   *[other] { $host }
}
Presso-host = Presso { $host ->
    [unknown] il suo provider DNS
   *[other] { $host }
}
Il-host = { $host ->
    [unknown] Il suo provider DNS
   *[other] { $host }
}
al-host = { $host ->
    [unknown] al suo provider DNS
   *[other] a { $host }
}
server-del-host = { $host ->
    [unknown] sui server del suo provider DNS
   *[other] sui server di { $host }
}
il-servizio = { $tenant ->
    [unknown] il servizio
   *[other] { $tenant }
}
Il-servizio = { $tenant ->
    [unknown] Il servizio
   *[other] { $tenant }
}
al-servizio = { $tenant ->
    [unknown] al servizio
   *[other] a { $tenant }
}
presso-registrar = Presso il suo registrar (dove ha acquistato il dominio),
n-record = { $count ->
    [1] un record
    [2] due record
    [3] tre record
   *[other] { $count } record
}
N-record = { $count ->
    [1] Un record
    [2] Due record
    [3] Tre record
   *[other] { $count } record
}

## Elenchi, durate, frasi

list_more = { $a }, { $b }
list_last = { $a } e { $b }
sentences = { $a } { $b }
span_seconds = { $count ->
    [one] { $count } secondo
   *[other] { $count } secondi
}
span_minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minuti
}
span_hours = { $count ->
    [one] { $count } ora
   *[other] { $count } ore
}
span_days = { $count ->
    [one] { $count } giorno
   *[other] { $count } giorni
}
time_until = { $time }, { $distance }

## La pagina

title = Colleghi il suo dominio
progress = Avanzamento
step_domain = Dominio
step_records = Record
step_live = Attivo
axis_ownership = Proprietà
axis_routing = Instradamento
axis_certificate = Certificato
axis_live = Attivo
axis_done = , fatto,
axis_now = , in corso,
language = Lingua
question = Quale dominio vuole usare?
question_why = Poi le mostriamo esattamente quali record aggiungere. Nulla cambia prima che li aggiunga.
question_bound = Questa pagina è per questo dominio. Nulla cambia prima che aggiunga i record.
example = Per esempio shop.example.com
we_use = Useremo { $name }
apex_advice = Un nome davanti, come www, è più facile da collegare e non tocca la posta.
www_advice = Chi omette www arriva solo se collega anche quel nome.
go_on = Continua
field_name = Nome
field_value = Valore
copy_name = Copia il nome { $text }
copy_value = Copia il valore { $text }
copy_text = Copia { $text }
copied = Copiato
select = Selezionato. Prema Ctrl+C o ⌘C per copiare.
no_name = (lasciare vuoto)
full_name = Nome completo: { $name }
open_host = Apri il DNS di { $host }
consent = { $host } può aggiungere questi record per lei. Una finestra su { $place } mostra cosa cambia e le chiede prima conferma.
consent_open = Fai aggiungere a { $host }
elsewhere = Altrove?
elsewhere_why = Lo leggiamo dai server dei nomi del suo dominio. Se gestisce il DNS altrove, valgono lì gli stessi nomi e valori.
copy_all = Copia tutto
zone_file = Scarica il file di zona
how_to = Come fare presso { $host }
what_we_saw = Che cosa abbiamo visto
visible = Dove è visibile
visible_why = Chiediamo a ogni server del suo provider DNS, poi ad alcuni che usano i visitatori. Questi ultimi tengono copie per un po’.
column_server = Server
column_status = Stato
column_values = Che cosa ha
asked = Interrogato { $at }
authorities = Server del suo provider DNS
resolvers = Server che usano i visitatori
seen_right = Corretto
seen_beside = Un altro valore accanto
seen_nothing = Ancora niente
seen_other = Altro valore
seen_old = Vecchia risposta
seen_unknown = Nessuna risposta
seen_until = fino a { $at }
last_look = Ultimo controllo { $at }.
looking = Stiamo guardando per la prima volta.
check_now = Controlla ora
help = Aiuto
open_domain = Apri { $domain }
done = Fine
kept = Ce ne occupiamo noi: se i record cambiano, lo comunichiamo { al-servizio }.
records_kept = I record da mantenere
records_ended = I record
domains = I suoi domini
all_domains = Tutti i domini
another = Collega un altro dominio
again = Collega di nuovo
remove = Rimuovi questo dominio
remove_why = Smette subito di funzionare qui. I suoi record DNS restano come sono.
remove_now = Rimuovi
session_ending = Questa sessione termina tra { $left }
session_ended = Questa sessione è terminata. Può ancora leggere e copiare tutto; noi continuiamo a controllare.
open_again = Apri di nuovo
offline = Nessuna connessione. Continuiamo a controllare; questa pagina si aggiornerà da sola.
away = Non riusciamo a raggiungere il nostro server. Per quanto sappiamo, il suo dominio è a posto.
close = Chiudi
no_script = Qui questa pagina non si aggiorna da sola. Usi “Controlla ora” per guardare di nuovo.
spoken = { $title }. { $records }
spoken_record = { $type }: { $status }.

## Come sta un collegamento

state_waiting = In attesa dei suoi record
state_last = In attesa dell’ultimo record
state_certificate = Certificato in arrivo
state_live = Attivo
state_drifted = Richiede la sua attenzione
state_stalled = Fermo
state_failed = Non è stato possibile collegarlo
state_archived = Non più collegato
live_title = { $domain } è attivo
live_why = Protetto da { $at }. Mantenga { $count ->
    [1] il record
    [2] entrambi i record
   *[other] tutti i record
}: senza, il dominio smette di funzionare qui.
drifted_title = { $domain } richiede la sua attenzione
drifted_why = I suoi record sono cambiati. Li ripristini come mostrato qui perché il dominio continui a funzionare.
failed_title = Non è stato possibile collegare { $domain }
failed_rejected = L’autorità di certificazione, che rilascia i certificati, ne ha rifiutato uno per questo nome.
failed_gone = Il dominio non esiste più.
failed_ask = Si rivolga { al-servizio }.
high_risk = Questo nome richiede un controllo manuale. Le autorità di certificazione guardano due volte i nomi noti.
archived_title = { $domain } non è più collegato
archived_why = Può rimuovere i record qui sotto. Il dominio può essere collegato di nuovo.
archived_expired = In 14 giorni nessuno ha dimostrato che il dominio è suo, quindi abbiamo smesso. Può essere collegato di nuovo.
archived_idle = Per molto tempo non è cambiato nulla, quindi abbiamo smesso. Il dominio può essere collegato di nuovo.
archived_transferred = Un altro account ha dimostrato che il dominio è suo, e viene servito lì. Elimini solo i record che non servono più a nessuno.
moves_title = { $domain } si trasferisce qui
moves_why = Ha dimostrato che è suo, e l’account che lo ha ora è stato avvisato. Si trasferisce da sé ({ $at }). Mantenga il record TXT fino ad allora.
issuing_title = Certificato in arrivo per { $domain }
issuing_why = I suoi record sono corretti e non resta nulla da fare. Ci vuole circa un minuto.
stalled_certificate_title = { $domain } attende il suo certificato
stalled_certificate_why = Mantenga i suoi record. Il motivo è indicato sotto.
stalled_title = Da un po’ nulla è cambiato per { $domain }
stalled_why = I record qui sotto servono ancora. Continuiamo a guardare, meno spesso.
stalled_right_why = I record sono corretti. Continuiamo a guardare, meno spesso.
correct_title = { N-record } da correggere
correct_why = Che cosa cambiare è indicato sotto il record.
correct_missing = { $count ->
    [1] Ne manca ancora uno.
   *[other] Ne mancano ancora { $count }.
}
correct_found = { $count ->
    [1] L’altro è corretto.
   *[other] { $count } sono corretti.
} Che cosa cambiare è indicato sotto.
all_found_title = { $count ->
    [1] Il record è stato trovato
    [2] Entrambi i record sono stati trovati
   *[other] Tutti i { $count } record sono stati trovati
}
all_found_why = Non resta nulla da fare. Attendiamo che ogni server interrogato li abbia.
to_go_title = Ancora { n-record } per { $domain }
to_go_why = { $count ->
    [1] Uno è già corretto.
   *[other] { $count } sono già corretti.
} Questa pagina diventa verde da sola.
add_title = Aggiunga { n-record } per { $domain }
add_why = Si aggiungono dove è gestito il suo DNS. Stiamo già guardando: questa pagina diventa verde da sola, di solito in pochi secondi.
waits_record = attende il suo record
waits_certificate = in arrivo
waits_long = non ancora
waits_routing = dopo l’instradamento
waits_ownership = dopo la proprietà
waits_serving = circa un minuto dopo
broken_since = guasto da { $at }
routing_count = { $found } record corretti su { $wanted }
checked = { $what } Controllato { $at }.
check_live = { $domain } è attivo, e i suoi record sono corretti.
check_certificate = I record sono corretti; il certificato è in arrivo.
check_over = Questo dominio non viene più controllato.
looked_wrong = { $count ->
    [1] Uno non è ancora corretto
   *[other] { $count } non sono ancora corretti
} { server-del-host }.
looked_none = Non ancora { server-del-host }.
looked_some = { $found } su { $wanted } { server-del-host }; { $count ->
    [1] ne manca uno
   *[other] ne mancano { $count }
}.
looked_all = Tutti i record sono { server-del-host }.
purpose_ownership = Dimostra che il dominio è suo
purpose_routing = Porta i visitatori { al-servizio }
purpose_certificate = Permette il certificato
purpose_redirect = Porta qui un secondo nome
purpose_email = Recapita la sua posta
record_missing = In attesa di lei
record_wrong = Non ancora corretto
record_published = Trovato { presso-host }
record_everywhere = Visibile ovunque
banner_host = Il suo DNS è presso { $host }
banner_zone = Li aggiunga dove è gestito il DNS di { $zone }

## Come aggiungere i record

how_sign_in = Acceda { presso-host } e apra i record DNS di { $zone ->
    [unknown] questo dominio
   *[other] { $zone }
}.
how_add = Scelga di aggiungere un record e selezioni il tipo indicato sulla scheda.
how_name = Incolli il nome in “{ $field }”. { $names ->
    [full] Lo inserisca intero, con il suo dominio alla fine.
   *[short] Ometta il suo dominio alla fine.
}
how_value = Incolli il valore in “{ $field }” e salvi.
how_value_card = Incolli il valore nel campo indicato dalla scheda e salvi.
how_dot = Il punto alla fine del valore di un CNAME ne fa parte.
how_quotes = Le virgolette attorno a un valore TXT ne fanno parte.
how_switch = Imposti “{ $switch }” su “{ $off }”.
how_ttl = Se { $host } chiede un TTL (quanto durano le copie), inserisca { $seconds } secondi.
how_ttl_lowest = { Il-host } può proporre un TTL (quanto durano le copie): il più basso va bene.
how_to_any = Come aggiungere questi record

## Che cosa vogliono dire queste parole

words = Che cosa vogliono dire queste parole
word_dns = DNS: l’elenco di internet. Dice ai browser e alla posta dove porta il suo dominio.
word_host = Provider DNS: l’azienda che tiene le voci del suo dominio, spesso quella dove l’ha acquistato.
word_server = Server dei nomi: un computer del suo provider DNS che risponde alle domande sul suo dominio.
word_record = Record: una voce del suo dominio, con un tipo, un nome e un valore.
word_txt = TXT: un record con un testo, come il codice che prova che il dominio è suo.
word_cname = CNAME: un record che fa di un nome l’alias di un altro.
word_a = A e AAAA: record con un indirizzo, di tipo vecchio (IPv4) o nuovo (IPv6).
word_wildcard = Record jolly: un record che risponde per ogni nome che non ne ha uno suo.
word_zone = File di zona: tutti i record come testo, che molti provider DNS sanno importare.
word_certificate = Certificato: ciò che rende sicura la connessione al suo dominio. Lo rilascia un’autorità di certificazione.
word_proxy = Proxy: un server in mezzo, che i visitatori raggiungono al posto del nostro.
word_registry = Registro dei domini: gestisce un’estensione come .com e conosce i server dei nomi di ogni dominio.
word_cache = Cache: copie di risposte conservate per un po’, durante il quale nessuno chiede di nuovo.
word_redirect = Reindirizzamento: una risposta che manda i visitatori a un altro indirizzo.

## Perché un dominio è stato rifiutato

problem_letters = Ci sono caratteri che un dominio non può avere. Lettere, cifre e trattini vanno bene.
problem_suffix = { $name } è condiviso da tutti. Inserisca un nome suo sotto di esso.
problem_other = Questa pagina è solo per { $name }. Torni indietro per collegarne un altro.
problem_not_allowed = Da qui non si può aggiungere un altro dominio.
problem_taken = Questo dominio è già collegato, o attende di esserlo. Lo rimuova prima di là.
problem_too_many = Troppi domini attendono i loro record. Ne completi o rimuova prima uno.
problem_no_room = { Il-servizio } non può accogliere un altro dominio adesso. Chieda a loro.
problem_ours = Qualcosa è andato storto da parte nostra. Nulla è perso; riprovi tra un minuto.
name_empty = Inserisca il dominio che vuole usare.
name_too_long = Questo nome ha { $count } caratteri. Ce ne stanno al massimo 253.
name_dots = Ci sono due punti di seguito, o uno all’inizio.
name_part_too_long = La parte { $part } è troppo lunga. Ogni parte ha al massimo 63 caratteri.
name_part_bad = La parte { $part } ha caratteri non ammessi. Lettere, cifre e trattini vanno bene.
name_address = { $name } è un indirizzo IP. Inserisca un nome come shop.example.com.
name_single = { $name } è solo una parte di un nome. Lo inserisca intero, come shop.example.com.

## Perché non c’è una sessione

no_page_title = Questa pagina non è qui
no_page_why = L’indirizzo è incompleto, o non è mai stato usato. Torni da dove è venuto e la apra di nuovo.
over_title = Questa sessione è terminata
over_why = Torni da dove è venuto e la apra di nuovo. Continuiamo a controllare il suo dominio.
link_over_title = Questo link è scaduto
link_over_why = Ne chieda uno nuovo a chi glielo ha inviato. Continuiamo a controllare il dominio.
consent_given_title = Può chiudere questa finestra
consent_given_why = Il suo provider DNS sta aggiungendo i record. La pagina da cui viene li sta controllando.
consent_stopped_title = Non è stato cambiato nulla
consent_stopped_why = Si è fermato prima che un record fosse aggiunto. Chiuda questa finestra per riprovare, o per aggiungere i record da sé.
consent_refused_title = Il suo provider DNS non ha aggiunto i record
consent_refused_why = Chiuda questa finestra e li aggiunga da sé. La pagina da cui viene mostra come.
no_consent_title = Al momento non è possibile
no_consent_why = Il suo provider DNS non risponde, o non lo offre per il suo dominio. Chiuda questa finestra e aggiunga i record da sé.
ours_title = Qualcosa è andato storto da parte nostra
ours_why = Per quanto ne sappiamo, il suo dominio è a posto. Riprovi tra un minuto.

## Che cosa abbiamo visto

asked_dns = Abbiamo chiesto a { $server }{ $transport ->
    [tcp] { " " }via TCP
   *[udp] { "" }
} di { $question }, alle { $at }:
may_be_kept = Si può conservare per { $span } (TTL { $ttl }).
rcode = { $meaning } ({ $code }).
rcode_noerror = Niente di questo tipo lì
rcode_nxdomain = Niente lì: il nome non esiste
rcode_servfail = Il server ha fallito
rcode_refused = Il server non vuole rispondere
rcode_lame = Il server non si occupa del dominio
rcode_timeout = Nessuna risposta in tempo
rcode_formerr = Niente di leggibile
rcode_other = Nessuna risposta
remark = Il server osserva: { $reason ->
    [old] è una vecchia risposta
    [signatures] le firme del dominio non corrispondono
    [remembered] l’errore è ricordato da prima
    [blocked] il nome è bloccato lì
    [unreachable] i server del dominio non erano raggiungibili
   *[unusual] qualcosa di insolito
} (EDE { $code }).
asked_page = Abbiamo aperto { $url } su { $address }, alle { $at }:
hop = Stato { $status }{ $server ->
    [unknown] { "" }
   *[other] { " " }da { $server }
} su { $address }{ $location ->
    [unknown] { "" }
   *[other] , poi verso { $location }
}.
visit_marker = Lì ha risposto il nostro server, con il suo segno.
visit_unchecked = Lì ha risposto un nostro server di cui non abbiamo potuto verificare il segno.
visit_answered = La risposta non porta il nostro segno.
visit_refused = La connessione è stata rifiutata.
visit_timed_out = Nessuna risposta è arrivata in tempo.
visit_broken = La connessione si è interrotta, o non era una pagina web.
visit_forbidden = Portava a un indirizzo che non visitiamo.
visit_nowhere = Portava a un nome senza indirizzo.
visit_circle = Riportava dove eravamo già stati.
visit_too_many = Dopo dieci reindirizzamenti ci siamo fermati.
asked_certificate = Abbiamo chiesto a { $address } il certificato di { $subject }, alle { $at }:
tls_none = Il server non ha un certificato per questo nome.
tls_broken = Non era una connessione sicura.
tls_forbidden = È un indirizzo che non visitiamo.
cert_nameless = Un certificato senza nome.
cert_covers = Un certificato per questo nome: { $names }.
cert_others = Un certificato per altri: { $names }.
cert_issuer = Rilasciato da { $issuer }.
cert_until = Valido fino a { $at }.

## Riscontri: proprietà

ownership_missing_title = Il codice non c’è ancora.
ownership_missing_why = Non c’è alcun record TXT in { $name }.
ownership_missing_fix = Aggiunga il record TXT con il nome { $entered }.
ownership_mismatch_title = Il codice ha un altro valore.
ownership_mismatch_why = In { $name } c’è un altro valore.
ownership_mismatch_empty = Il valore in { $name } è vuoto.
ownership_mismatch_lacks = In { $name } c’è { $value }, senza la fine { $end }.
ownership_mismatch_extra = In { $name } c’è { $value }: la fine { $end } è di troppo.
ownership_mismatch_older = In { $name } c’è { $value }, un codice precedente o un altro.
ownership_mismatch_else = In { $name } c’è { $value }, che è un’altra cosa.
ownership_mismatch_fix = Sostituisca il valore con { $wanted }.
ownership_at_wrong_name_title = Valore giusto, posto sbagliato.
ownership_at_wrong_name_why = Il codice è in { $found }; noi lo cerchiamo in { $name }.
ownership_at_wrong_name_fix = Lo sposti: nome { $entered }.
ownership_quoted_title = Il valore ha caratteri in più.
ownership_quoted_why = Con virgolette, spazi o punti, il valore in { $name } è { $found }.
ownership_quoted_fix = Inserisca il valore senza di essi: { $wanted }.
ownership_wildcard_title = Un carattere jolly risponde al posto del codice.
ownership_wildcard_why = Il CNAME in { $wildcard } fa sì che { $name } porti a { $target }.
ownership_wildcard_fix = Mantenga il record jolly e aggiunga il record TXT con il nome { $entered }.
ownership_hidden_title = Un altro record nasconde il codice.
ownership_hidden_why = { $name } è un alias (CNAME) di { $target }, quindi lì non appare alcun codice.
ownership_hidden_fix = Elimini il CNAME con il nome { $entered }, poi aggiunga lì il record TXT.
name_doubled_title = Il nome è stato inserito due volte.
name_doubled_why = { Il-host } aggiunge “{ $zone }” da sé, quindi il record è finito in { $found }.
name_doubled_fix = Cambi il nome in { $entered }.

## Riscontri: instradamento

routing_missing_title = Il dominio non porta ancora da nessuna parte.
routing_missing_why = Non c’è né indirizzo (A, AAAA) né alias (CNAME) in { $name }.
routing_missing_fix = Aggiunga il record mostrato qui, con il nome { $entered }.
change_value = Cambi il valore in { $wanted }.
zone_appended_title = Il suo dominio è stato aggiunto al valore.
zone_appended_why = { Il-host } lo ha aggiunto da sé, quindi { $name } porta a { $found }.
zone_appended_fix = Cambi il valore in { $wanted }, con il punto alla fine.
typo_title = Il valore ha un errore di battitura.
typo_why = { $name } porta a { $found }, che è quasi giusto.
wrong_target_title = Porta altrove.
wrong_target_why = { $name } porta a { $found }.
cname_multiple_title = { $count } record CNAME stanno in un solo nome.
cname_multiple_why = Può valere un solo alias (CNAME); { $name } porta a { $found }.
cname_multiple_fix = Elimini il CNAME verso { $others }. Mantenga quello verso { $wanted }.
cname_multiple_none_fix = Li elimini tutti tranne uno e ne cambi il valore in { $wanted }.
cname_at_apex_title = Qui non può stare un CNAME.
cname_at_apex_why = All’inizio del suo dominio, un alias (CNAME) verso { $target } nasconderebbe posta e server dei nomi.
cname_at_apex_alias_fix = { Presso-host }, aggiunga un record alias (ALIAS o ANAME) verso { $target }, oppure colleghi { $www }.
cname_at_apex_fix = { Presso-host }, sostituisca ogni CNAME chiamato { $entered } con i record mostrati qui.
cname_conflict_title = Altri record sono d’intralcio.
cname_conflict_mail_title = Record di posta sono d’intralcio.
cname_conflict_why = Un alias (CNAME) deve stare da solo, e { $name } ha anche { $types }.
cname_conflict_fix = { Presso-host }, elimini i record { $types } con il nome { $entered }.
cname_conflict_mail = La posta verso { $name } allora si ferma; per mantenerla, colleghi un altro nome.
cname_indirect_title = Funziona attraverso un altro nome.
cname_indirect_why = { $name } porta a noi attraverso { $via }.
cname_indirect_fix = Niente da fare. Mantenga { $via }: senza, il dominio smette di funzionare.
cname_flattened_title = Gli indirizzi sono corretti.
cname_flattened_why = { Il-host } risponde per { $name } con indirizzi invece di un alias (CNAME).
cname_flattened_fix = Niente da fare. Vale come corretto.
proxied_title = Il proxy di { $by } nasconde il suo record.
proxied_why = Gli indirizzi di { $name } sono di { $by }, e lì non siamo raggiungibili.
proxied_fix = Presso { $by }, disattivi il proxy (CDN) per { $entered }.
proxied_cloudflare_fix = In Cloudflare DNS, passi la nuvola di { $entered } da arancione a grigia (“DNS only”).
proxied_through_title = Funziona attraverso il proxy di { $by }.
proxied_through_why = { $by } sta tra i visitatori di { $name } e noi, e questo può ostacolare i certificati.
proxied_through_fix = Per sicurezza: { $fix }
provider_forwarding_title = Risponde una pagina di parcheggio o di inoltro.
provider_forwarding_why = { $name } ha l’indirizzo { $found }, che è la pagina di { $by }.
provider_forwarding_fix = Presso { $by }, disattivi inoltro e parcheggio per { $entered }, poi aggiunga il record mostrato qui.
cname_loop_title = I record girano in tondo.
cname_loop_why = Seguendoli da { $name }, siamo arrivati due volte a { $at }.
cname_loop_here_fix = Cambi il CNAME in { $at } nel valore mostrato qui.
cname_loop_fix = Cambi il CNAME in { $at } perché porti oltre.
cname_chain_broken_title = I record non portano a nulla.
cname_chain_broken_why = { $name } porta a { $at }, che non esiste.
cname_chain_broken_fix = Aggiunga un record per { $at }, o usi invece il valore mostrato qui.
target_gone_title = La destinazione non esiste.
tenant_repairs = Per lei niente da fare. { Il-servizio } deve ripararlo.
tenant_changes = Per lei niente da fare. { Il-servizio } deve cambiare quella regola.
cname_chain_long_title = La strada fino a noi è lunga.
cname_chain_long_why = Tra { $name } e noi ci sono { $count } nomi, e alcuni server rinunciano prima.
cname_chain_long_fix = Faccia portare { $entered } direttamente al valore mostrato qui.
wildcard_masks_title = Un record jolly risponde per questo nome.
wildcard_masks_why = Il record { $wildcard } vale per tutti i nomi che non ne hanno uno, quindi anche per { $name }.
wildcard_masks_fix = Aggiunga il record mostrato qui con il nome { $entered }, perché duri.
mail_shadowed_title = Questa modifica fermerebbe la sua posta.
mail_shadowed_why = Un alias (CNAME) qui nasconderebbe i record di posta ({ $types }) di { $name }.
mail_shadowed_apex_fix = Usi invece il record A qui sotto.
mail_shadowed_fix = Colleghi un altro nome, come { $www }, o sposti prima la posta.
answers_vary_title = La risposta cambia di volta in volta.
answers_vary_why = Alcuni visitatori di { $name } sono mandati a { $wrong }.
answers_vary_fix = { Presso-host }, cambi ogni variante di { $entered } (per regione o a turno) nel valore mostrato qui.
https_record_title = Un record HTTPS porta altrove.
https_record_why = I browser più recenti lo seguono: per { $name } dice { $found }, che non è nostro.
https_record_fix = { Presso-host }, elimini il record di tipo HTTPS con il nome { $entered }.
address_private_title = Questo indirizzo non è su Internet.
address_private_why = { $name } ha { $found }, che funziona al massimo in reti private.
replace_fix = { Presso-host }, sostituisca { $found } con il valore mostrato qui.
www_not_covered_title = Il nome con www non è collegato.
www_not_covered_why = I visitatori di { $name } { $place ->
    [somewhere] arrivano altrove
   *[nowhere] non arrivano da nessuna parte
}.
www_not_covered_fix = Colleghi anche { $name }, o lo reindirizzi { presso-host }.
address_wrong_title = Porta a un altro server.
address_wrong_why = { $name } ha l’indirizzo { $found }, che non è nostro.
address_wrong_known_title = Porta ancora a { $whose }.
address_wrong_known_why = { $name } ha l’indirizzo { $found }, che è di { $whose }.
address_extra_title = Un vecchio indirizzo sta accanto al nuovo.
address_extra_why = Alcuni visitatori di { $name } arriverebbero invece a { $found }.
address_extra_fix = { Presso-host }, elimini { $count ->
    [1] il record
   *[other] i record
} con { $found }.
aaaa_leftover_title = { $count ->
    [1] Un vecchio indirizzo IPv6 è ancora lì.
   *[other] Vecchi indirizzi IPv6 sono ancora lì.
}
aaaa_leftover_why = Molti visitatori di { $name } arriverebbero al suo provider precedente.
aaaa_leftover_fix = Elimini { $count ->
    [1] il record AAAA
   *[other] i record AAAA
} { $found }.

## Riscontri: diffusione

versions-part = { $old ->
    [unknown] { "" }
   *[other] { " " }(versione { $old } invece di { $new })
}
authorities_disagree_title = { $count ->
    [1] Un server del suo provider DNS è in ritardo.
   *[other] Alcuni server del suo provider DNS sono in ritardo.
}
authorities_disagree_why = { $servers } { $count ->
    [1] non ha
   *[other] non hanno
} recepito la modifica { $since ->
    [hour] in un’ora
   *[now] finora
}{ versions-part }.
authorities_disagree_fix = Niente da fare per la prossima ora.
authorities_disagree_lasting_fix = Chieda { al-host } perché { $servers } non l’{ $count ->
    [1] ha
   *[other] hanno
} recepita.
ttl_high_title = Le vecchie copie durano { $span }.
ttl_high_why = Il record in { $name } lo permette: il suo TTL (quanto durano le copie) è di { $ttl } secondi.
ttl_high_fix = Prima di cambiare { $entered }, imposti il TTL su { $short } e attenda { $span }; altrimenti l’attesa viene dopo.
edited_elsewhere_title = Il record è presso un altro provider DNS.
edited_elsewhere_why = Sta su { $found }, ma del suo dominio si { $count ->
    [1] occupa
   *[other] occupano
} { $servers }.
edited_elsewhere_fix = Presso { $host }, aggiunga il record con il nome { $entered }.
edited_elsewhere_unknown_fix = Aggiunga il record con il nome { $entered } presso l’azienda che gestisce { $servers }.
nameservers_changing_title = Il suo dominio sta cambiando provider DNS.
nameservers_changing_why = Alcuni chiedono di { $name } a { $parent }, altri a { $child }.
nameservers_changing_fix = Inserisca i record presso entrambi i provider DNS. Il cambio può richiedere { $span }.
stale_cache_title = { $what ->
    [address] Il vecchio indirizzo è ancora ricordato
    [value] Il vecchio valore è ancora ricordato
   *[answer] La vecchia risposta è ancora ricordata
}.
stale_cache_why = { $resolver } tiene una copia del suo record precedente per il tempo che esso permetteva.
stale_cache_fix = Niente da fare. L’ultima copia sparisce alle { $at }.
stale_cache_latest_fix = Niente da fare. L’ultima copia dovrebbe sparire entro { $at }.
stale_cache_sometime_fix = Niente da fare. L’ultima copia sparisce da sé.
negative_cache_title = { $host ->
    [unknown] Il suo provider
   *[other] { $host }
} lo ha; alcune copie sono vecchie.
negative_cache_why = { $resolver } ha guardato prima che lo aggiungesse e ricorda “niente lì”.
negative_cache_fix = Niente da fare. Guarda di nuovo alle { $at }.
negative_cache_latest_fix = Niente da fare. Dovrebbe guardare di nuovo entro { $at }.
negative_cache_sometime_fix = Niente da fare. Guarda di nuovo da sé.

## Riscontri: il dominio

not_registered_title = Questo dominio non è registrato.
not_registered_why = Il registro dei domini non conosce { $name }.
not_registered_fix = Controlli come è scritto { $copy }, oppure lo registri o lo rinnovi.
hold_expired_title = Il suo dominio è scaduto.
hold_expired_why = La registrazione di { $name } è terminata.
hold_expired_at_why = La registrazione di { $name } è terminata il { $at }.
hold_expired_fix = { presso-registrar } rinnovi { $copy }. Torna entro un giorno.
hold_registrar_title = Il suo registrar blocca il suo dominio.
hold_registrar_why = { $name } è registrato, ma disattivato dal registrar.
hold_registrar_fix = Chieda al registrar perché { $copy } è sospeso. Spesso un’e-mail di conferma dell’indirizzo è rimasta senza risposta, o una fattura non pagata.
hold_registry_title = Il registro blocca il suo dominio.
hold_registry_why = { $name } è registrato, ma disattivato dal registro dei domini.
hold_registry_fix = Chieda al suo registrar perché { $copy } è sospeso: solo lui può chiedere al registro.
no_delegation_title = Il suo dominio non ha server dei nomi.
no_delegation_why = Il registro dei domini conosce { $name }, ma nessun server che risponda per esso.
no_delegation_fix = { presso-registrar } inserisca i server dei nomi del suo provider DNS per { $copy }.
delegation_mismatch_title = Due elenchi di server dei nomi differiscono.
delegation_mismatch_parent_why = Solo il registro elenca { $parent }; il suo provider DNS no.
delegation_mismatch_child_why = Solo il suo provider DNS elenca { $child }; il registro no.
delegation_mismatch_both_why = Solo il registro elenca { $parent }, solo il suo provider DNS { $child }.
delegation_mismatch_parent_fix = { presso-registrar } rimuova { $parent } per { $name }.
delegation_mismatch_child_fix = { presso-registrar } aggiunga { $child } per { $name }.
delegation_mismatch_both_fix = { presso-registrar } rimuova { $parent } e aggiunga { $child } per { $name }.
dnssec_title = Le firme del suo dominio non corrispondono.
dnssec_why = I server che verificano le firme (DNSSEC) rifiutano { $name }.
dnssec_key_why = Il registro ha una chiave (record DS) che non è di { $name }.
dnssec_unsigned_why = Il registro dice che { $name } è firmato (DNSSEC), e non lo è.
dnssec_expired_why = Le firme (DNSSEC) di { $name } sono scadute il { $at }.
dnssec_early_why = Le firme (DNSSEC) di { $name } valgono solo da { $at }.
dnssec_key_fix = { presso-registrar } elimini la chiave (record DS) di { $copy }.
dnssec_fix = Chieda { al-host } di firmare di nuovo { $copy }, o elimini la chiave (record DS) presso il suo registrar.
lame_all_title = Nessun server risponde per il suo dominio.
lame_title = Un server elencato non conosce il suo dominio.
lame_why = { $servers } { $count ->
    [1] dovrebbe rispondere per { $name }, e non lo fa.
   *[other] dovrebbero rispondere per { $name }, e non lo fanno.
}
lame_all_fix = { presso-registrar } controlli i server dei nomi di { $copy }.
lame_fix = { presso-registrar } rimuova { $servers }, o lo faccia riparare.
unreachable_title = { $count ->
    [1] Un server del suo provider DNS tace.
   *[other] Alcuni server del suo provider DNS tacciono.
}
unreachable_why = Nessuna risposta da { $servers } per { $name }.
unreachable_fix = Per ora niente da fare. Se continua, chieda { al-host } di { $servers }.
lookup_failed_title = Il nostro controllo è fallito.
lookup_failed_why = Per quanto ne sappiamo, il suo dominio è a posto.
lookup_failed_fix = Niente da fare. Riproviamo da soli.

## Riscontri: il certificato

caa_none_title = Il suo dominio non permette certificati.
caa_only_title = Il suo dominio permette solo certificati di { $issuer }.
caa_others_title = Il suo dominio non permette i nostri certificati.
caa_target_title = La destinazione del record vieta i nostri certificati.
caa_why = Una regola (CAA) in { $name } ci impedisce di ottenerne uno.
caa_fix = Aggiunga accanto questo record: CAA { $record }.
caa_lookup_title = Una domanda sui certificati resta senza risposta.
caa_lookup_why = { Il-host } non dice in { $name } chi può rilasciare certificati (CAA), quindi nessuno lo farà.
caa_lookup_fix = Chieda { al-host } di rispondere alle domande di tipo CAA per { $copy }.
caa_critical_title = Una regola sui certificati non è compresa.
caa_critical_why = La regola (CAA) in { $name } va rispettata, e la sua etichetta { $tag } è sconosciuta.
caa_critical_fix = Elimini il record CAA con l’etichetta { $tag } in { $name }.
caa_malformed_title = Una regola sui certificati non è leggibile.
caa_malformed_why = La regola (CAA) in { $name } ha il valore { $value }.
caa_malformed_fix = Cambi il valore in { $clean }, senza virgolette né spazi, o elimini il record.
caa_malformed_again_fix = Inserisca di nuovo il valore senza virgolette né spazi in più, o elimini il record.
caa_bound_title = Una regola sui certificati è per un altro account.
caa_bound_why = La regola (CAA) in { $name } fissa un account o un modo di controllo: { $value }.
caa_bound_fix = Se non arriva alcun certificato, aggiunga accanto: CAA { $record }.
intercepted_title = Qualcosa risponde prima di noi.
intercepted_why = Una cache o un proxy{ $server ->
    [unknown] { "" }
   *[other] { " " }({ $server })
} davanti a { $name } risponde al controllo del certificato.
intercepted_fix = Lasci passare { $folder } senza cache né reindirizzamento.
http_refused_why = { $address } rifiuta le visite a { $name } in http semplice (porta 80).
http_silent_why = { $address } non risponde per { $name } in http semplice (porta 80).
http_ours_title = Il nostro server non risponde.
http_ours_fix = Per lei niente da fare. Ce ne stiamo occupando.
http_title = Niente risponde a questo indirizzo{ $family ->
    [v6] { " " }IPv6
   *[v4] { "" }
}.
http_fix = Sostituisca { $address } con il valore mostrato qui, o apra lì la porta 80.
redirect_loop_title = I reindirizzamenti girano in tondo.
redirect_loop_why = Una visita a { $url } viene rinviata di continuo, fino a { $at }.
redirect_loop_fix = Rimuova il reindirizzamento in { $at }. Se lo fa un proxy, ne imposti la cifratura su “Full (strict)”.
acme_wrong_title = Il record del certificato porta altrove.
acme_wrong_why = { $name } porta a { $found }, quindi il controllo non può riuscire.
acme_wrong_fix = Cambi il valore di { $entered } in { $wanted }.
acme_missing_title = Il record del certificato non c’è ancora.
acme_missing_why = Un nome con asterisco (*) è controllato attraverso { $name }.
acme_missing_fix = Aggiunga un CNAME con nome { $entered } e valore { $wanted }.
acme_leftover_title = Restano record di un altro certificato.
acme_leftover_why = Il controllo di altri ha lasciato record { $types } in { $name }.
acme_leftover_fix = Elimini i record { $types } con il nome { $entered }, a meno che servano a un altro servizio.
timed_out_title = Il certificato ha richiesto troppo tempo.
timed_out_order_why = Non è stato possibile ordinarlo in tempo.
timed_out_check_why = Il controllo dall’esterno non ha avuto risposta entro 3 minuti.
timed_out_issue_why = Nessun certificato è arrivato in tempo.
timed_out_deploy_why = Il certificato non è arrivato in tempo ai nostri server.
timed_out_delete_why = Il vecchio certificato non è stato rimosso in tempo.
timed_out_fix = Corregga prima ogni altro punto mostrato qui. Poi riproviamo.
rate_limited_title = Il certificato deve attendere.
rate_limited_own_why = Ne ordiniamo solo alcuni alla volta, e altri sono venuti prima.
rate_limited_ca_why = L’autorità di certificazione ne dà solo alcuni alla volta.
rate_limited_fix = Niente da fare. Riproviamo alle { $at }.
rejected_title = L’autorità di certificazione ha rifiutato.
rejected_why = Le sue parole sono: { $words }.
rejected_words = { $detail } ({ $problem })
rejected_fix = Corregga prima ciò che indica. { Il-servizio } può aiutarla.
high_risk_title = Questo nome richiede un controllo manuale.
high_risk_listed_why = Le autorità di certificazione guardano due volte i nomi noti.
high_risk_alike_why = { $name } somiglia a un nome noto, quindi lo si guarda due volte.
high_risk_refused_why = L’autorità di certificazione vuole guardare { $name } più da vicino.
high_risk_fix = Chieda { al-servizio } il controllo di { $copy }.
wrong_certificate_title = Qui risponde un altro certificato.
wrong_certificate_why = Il server a { $address } ne mostra uno per { $names }{ $count ->
    [0] { "" }
   *[other] { " " }e altri { $count }
}{ da-emittente }.
wrong_certificate_nameless_why = Il server a { $address } ne mostra uno senza nome{ da-emittente }.
wrong_certificate_untrusted_why = Il server a { $address } ne mostra uno di cui i browser non si fidano{ da-emittente }.
da-emittente = { $issuer ->
    [unknown] { "" }
   *[other] { " " }(di { $issuer })
}
wrong_certificate_fix = Se { $copy } è il suo provider precedente, rimuova lì { $name }.
hsts_title = I visitatori devono attendere il certificato.
hsts_why = { $name } dice ai browser di aprire tutti i nomi sotto di esso solo in modo sicuro.
hsts_fix = Niente da fare. Si apre appena c’è il certificato.
target_broken_title = La destinazione del suo record non ha indirizzo.
target_broken_why = Il suo record deve portare a { $name }, che ora non porta da nessuna parte.
origin_title = Il sito dietro il suo dominio non risponde.
origin_why = Il suo dominio raggiunge { il-servizio }, il cui server ha dato l’errore { $status }.

## Riscontri: di chi è

taken_title = Questo nome è già collegato.
taken_why = Un altro collegamento tiene { $name }, forse uno dei suoi.
taken_fix = Rimuova lì { $copy }, o aggiunga il record TXT mostrato qui per spostarlo.
takeover_title = Restano record di un collegamento terminato.
takeover_why = In { $name } non c’è nulla e, poiché porta ancora a noi, altri potrebbero rivendicarlo.
takeover_fix = { Presso-host }, elimini i record { $types } con il nome { $entered }.

## La strada verso i record

use_both = Collegarlo con e senza www
use_both_why = Consigliato: così i visitatori arrivano in entrambi i modi.
move_here = Questo dominio è mio: spostarlo qui
move_why = Lo dimostra con un record. Chi ha ora il nome viene avvisato prima dello spostamento.
pair_why = I visitatori scrivono questo nome con o senza www.
pair_add = Collegare anche { $name }
pair_other = Anche: { $name }
analysis_title = Stiamo guardando { $domain }
analysis_why = Richiede pochi secondi e non cambia nulla.
look_zone = Ricerca del suo dominio
look_zone_found = Il suo dominio è { $zone }
look_zone_none = Il suo dominio non è stato trovato
look_host = Riconoscimento del suo fornitore DNS
look_host_unknown = Non conosciamo per nome il suo fornitore DNS
look_records = Lettura dei record presenti
look_records_none = Presso { $name } non c’è ancora nulla
look_records_some = Record presso { $name }: { $count }
look_rules = Lettura delle regole per i certificati (CAA)
look_rules_good = I nostri certificati sono ammessi
look_rules_bad = Una regola per i certificati (CAA) deve cambiare
look_rules_unknown = Non è stato possibile leggere le regole per i certificati (CAA)
look_conflicts = Ricerca di ciò che intralcia
look_conflicts_none = Nulla intralcia
look_conflicts_some = Record da eliminare prima: { $count }
full_names = Mostrare i nomi completi
full_names_why = se il suo fornitore DNS non aggiunge { $zone } da sé
print = Stampa
send = Inviare a un collega
send_why = Vede questi record e può controllarli, nient’altro. Il link vale 30 giorni.
send_make = Creare un link
send_ready = Il link è pronto. Lo dia solo a chi può vedere questi record.
send_mail = Scrivere un’e-mail
mail_subject = Record DNS per { $domain }
mail_please = Buongiorno, per favore aggiunga questi record DNS per { $domain }:
mail_link = Qui sono pronti da copiare, e si vede quando sono giusti: { $link }
clear_pill = Da eliminare
clear_mail = Conservi i record di posta (MX): non intralciano.
compared = Vediamo
compared_surplus = di troppo:
compared_missing = manca:
compared_legend = Barrato: di troppo. Sottolineato: manca.
check_running = Stiamo chiedendo ai server; alcuni si prendono tempo.
check_failed = Ora non ha funzionato. Per quanto sappiamo, il suo dominio è a posto.
leave = Può chiudere questa pagina. Continuiamo a controllare, e { $tenant } saprà quando è attivo.
