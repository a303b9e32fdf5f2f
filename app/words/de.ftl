# Deutsch: ruhig, genau, höflich. „Sie“ für die Leserin und den Leser, „wir“ für den Dienst.

## Teile

bei-host = { $host ->
    [unknown] bei Ihrem DNS-Anbieter
   *[other] bei { $host }
}
Der-host = { $host ->
    [unknown] Ihr DNS-Anbieter
   *[other] { $host }
}
den-host = { $host ->
    [unknown] Ihren DNS-Anbieter
   *[other] { $host }
}
server-des-host = { $host ->
    [unknown] den Servern Ihres DNS-Anbieters
   *[other] den Servern von { $host }
}
der-dienst = { $tenant ->
    [unknown] der Dienst
   *[other] { $tenant }
}
Der-dienst = { $tenant ->
    [unknown] Der Dienst
   *[other] { $tenant }
}
den-dienst = { $tenant ->
    [unknown] den Dienst
   *[other] { $tenant }
}
zum-dienst = { $tenant ->
    [unknown] zum Dienst
   *[other] zu { $tenant }
}
beim-registrar = bei Ihrem Registrar (wo Sie die Domain gekauft haben)
eintraege = { $count ->
    [one] Eintrag
   *[other] Einträge
}
ist-sind = { $count ->
    [one] ist
   *[other] sind
}
Zahl = { $count ->
    [1] Ein
    [2] Zwei
    [3] Drei
    [4] Vier
    [5] Fünf
   *[other] { $count }
}

## Listen, Zeiten, Sätze

list_more = { $a }, { $b }
list_last = { $a } und { $b }
sentences = { $a } { $b }
span_seconds = { $count ->
    [one] { $count } Sekunde
   *[other] { $count } Sekunden
}
span_minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}
span_hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
span_days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
time_until = { $time }, { $distance }

## Die Seite

title = Ihre Domain verbinden
progress = Fortschritt
step_domain = Domain
step_records = Einträge
step_live = Online
axis_ownership = Inhaberschaft
axis_routing = Verbindung
axis_certificate = Zertifikat
axis_live = Online
axis_done = , erledigt,
axis_now = , läuft,
language = Sprache
question = Welche Domain möchten Sie verwenden?
question_why = Als Nächstes zeigen wir Ihnen genau, welche Einträge nötig sind. Vorher ändert sich nichts.
question_bound = Diese Seite ist für diese Domain. Nichts ändert sich, bevor Sie die Einträge hinzufügen.
example = Zum Beispiel shop.example.com
we_use = Wir verwenden { $name }
apex_advice = Ein Name davor, etwa www, ist leichter zu verbinden und lässt Ihre E-Mails unberührt.
www_advice = Wer www weglässt, kommt nur an, wenn Sie auch diesen Namen verbinden.
go_on = Weiter
field_name = Name
field_value = Wert
copy_name = Name { $text } kopieren
copy_value = Wert { $text } kopieren
copy_text = { $text } kopieren
copied = Kopiert
select = Markiert. Mit Strg+C oder ⌘C kopieren.
no_name = (leer lassen)
full_name = Ganzer Name: { $name }
open_host = { $host } DNS öffnen
consent = { $host } kann diese Einträge für Sie anlegen. Ein Fenster bei { $place } zeigt, was sich ändert, und fragt Sie vorher.
consent_open = Von { $host } anlegen lassen
elsewhere = Woanders?
elsewhere_why = Das sagen uns die Nameserver Ihrer Domain. Verwalten Sie das DNS woanders, gelten dort dieselben Namen und Werte.
copy_all = Alles kopieren
zone_file = Zonendatei herunterladen
how_to = So geht es bei { $host }
what_we_saw = Was wir gesehen haben
visible = Wo es sichtbar ist
visible_why = Wir fragen jeden Server Ihres DNS-Anbieters, dann einige, die Besucher fragen. Letztere behalten Kopien eine Weile.
column_server = Server
column_status = Stand
column_values = Was er hat
asked = Gefragt { $at }
authorities = Server Ihres DNS-Anbieters
resolvers = Server, die Besucher fragen
seen_right = Richtig
seen_beside = Ein anderer daneben
seen_nothing = Noch nichts
seen_other = Anderer Wert
seen_old = Alte Antwort
seen_unknown = Keine Antwort
seen_until = bis { $at }
last_look = Zuletzt nachgesehen: { $at }.
looking = Wir sehen zum ersten Mal nach.
check_now = Jetzt prüfen
help = Hilfe
open_domain = { $domain } öffnen
done = Fertig
kept = Wir passen darauf auf: Ändern sich die Einträge, erfährt { der-dienst } davon.
records_kept = Die Einträge, die bleiben müssen
records_ended = Die Einträge
domains = Ihre Domains
all_domains = Alle Domains
another = Weitere Domain verbinden
again = Erneut verbinden
remove = Diese Domain entfernen
remove_why = Sie funktioniert hier sofort nicht mehr. Ihre DNS-Einträge bleiben, wie sie sind.
remove_now = Entfernen
session_ending = Diese Sitzung endet in { $left }
session_ended = Diese Sitzung ist beendet. Sie können alles weiter lesen und kopieren; wir prüfen weiter.
open_again = Neu öffnen
offline = Keine Verbindung. Wir prüfen weiter; diese Seite holt es von selbst nach.
away = Wir erreichen unseren Server nicht. Mit Ihrer Domain ist nach allem, was wir wissen, alles in Ordnung.
close = Schließen
no_script = Diese Seite aktualisiert sich hier nicht von selbst. „Jetzt prüfen“ sieht neu nach.
spoken = { $title }. { $records }
spoken_record = { $type }: { $status }.

## Wie eine Verbindung steht

state_waiting = Wartet auf Ihre Einträge
state_last = Wartet auf den letzten Eintrag
state_certificate = Zertifikat wird geholt
state_live = Online
state_drifted = Braucht Ihre Aufmerksamkeit
state_stalled = Geht nicht voran
state_failed = Konnte nicht verbunden werden
state_archived = Nicht mehr verbunden
live_title = { $domain } ist online
live_why = Gesichert seit { $at }. Lassen Sie { $count ->
    [1] den Eintrag
    [2] beide Einträge
   *[other] alle Einträge
} bestehen: Sonst funktioniert die Domain hier nicht mehr.
drifted_title = { $domain } braucht Ihre Aufmerksamkeit
drifted_why = Die Einträge haben sich geändert. Stellen Sie sie wie gezeigt wieder her, damit die Domain weiter funktioniert.
failed_title = { $domain } konnte nicht verbunden werden
failed_rejected = Die Zertifizierungsstelle, die Zertifikate ausstellt, hat für diesen Namen eines abgelehnt.
failed_gone = Die Domain gibt es nicht mehr.
failed_ask = Bitte fragen Sie { den-dienst }.
high_risk = Dieser Name muss von Hand geprüft werden. Bei bekannten Namen sehen Zertifizierungsstellen zweimal hin.
archived_title = { $domain } ist nicht mehr verbunden
archived_why = Sie können die Einträge unten entfernen. Die Domain kann wieder neu verbunden werden.
archived_expired = Innerhalb von 14 Tagen wurde nicht nachgewiesen, wem die Domain gehört. Wir prüfen sie nicht mehr; sie kann neu verbunden werden.
archived_idle = Lange hat sich nichts geändert. Wir prüfen die Domain nicht mehr; sie kann neu verbunden werden.
archived_transferred = Ein anderes Konto hat nachgewiesen, dass die Domain ihm gehört, und sie wird dort ausgeliefert. Löschen Sie nur Einträge, die niemand mehr braucht.
moves_title = { $domain } zieht hierher um
moves_why = Sie haben nachgewiesen, dass sie Ihnen gehört, und das Konto, das sie jetzt hat, wurde benachrichtigt. Sie zieht von selbst um ({ $at }). Behalten Sie den TXT-Eintrag bis dahin.
issuing_title = Das Zertifikat für { $domain } kommt
issuing_why = Ihre Einträge stimmen, und es ist nichts mehr zu tun. Das dauert etwa eine Minute.
stalled_certificate_title = { $domain } wartet auf sein Zertifikat
stalled_certificate_why = Lassen Sie Ihre Einträge bestehen. Der Grund steht unten.
stalled_title = Für { $domain } hat sich eine Weile nichts geändert
stalled_why = Die Einträge unten fehlen noch. Wir sehen weiter nach, nur seltener.
stalled_right_why = Die Einträge stimmen. Wir sehen weiter nach, nur seltener.
correct_title = { Zahl } { eintraege } zu korrigieren
correct_why = Was zu ändern ist, steht unter dem Eintrag.
correct_missing = { $count ->
    [1] Ein weiterer fehlt.
   *[other] { Zahl } weitere fehlen.
}
correct_found = { $count ->
    [1] Der andere stimmt.
   *[other] { Zahl } stimmen.
} Was zu ändern ist, steht unten.
all_found_title = { $count ->
    [1] Der Eintrag ist gefunden
    [2] Beide Einträge sind gefunden
   *[other] Alle { $count } Einträge sind gefunden
}
all_found_why = Es ist nichts mehr zu tun. Wir warten, bis jeder Server, den wir fragen, sie hat.
to_go_title = Noch { $count ->
    [1] ein Eintrag
   *[other] { $count } Einträge
} für { $domain }
to_go_why = { $count ->
    [1] Einer stimmt schon.
   *[other] { Zahl } stimmen schon.
} Diese Seite wird von selbst grün.
add_title = Fügen Sie { $count ->
    [1] einen Eintrag
    [2] zwei Einträge
    [3] drei Einträge
   *[other] { $count } Einträge
} für { $domain } hinzu
add_why = Das tun Sie dort, wo Ihr DNS verwaltet wird. Wir sehen schon nach: Diese Seite wird von selbst grün, meist in Sekunden.
waits_record = wartet auf den Eintrag
waits_certificate = unterwegs
waits_long = noch nicht
waits_routing = sobald verbunden
waits_ownership = nach der Inhaberschaft
waits_serving = etwa eine Minute später
broken_since = gestört seit { $at }
routing_count = { $found } von { $wanted } Einträgen stimmen
checked = { $what } Geprüft { $at }.
check_live = { $domain } ist online, und die Einträge stimmen.
check_certificate = Die Einträge stimmen; das Zertifikat ist unterwegs.
check_over = Nach dieser Domain wird nicht mehr gesehen.
looked_wrong = { $count ->
    [1] Einer stimmt
   *[other] { Zahl } stimmen
} noch nicht auf { server-des-host }.
looked_none = Noch nicht auf { server-des-host }.
looked_some = { $found } von { $wanted } auf { server-des-host }; { $count ->
    [1] einer fehlt
   *[other] { $count } fehlen
}.
looked_all = Alle Einträge sind auf { server-des-host }.
purpose_ownership = Beweist, dass die Domain Ihnen gehört
purpose_routing = Führt Besucher { zum-dienst }
purpose_certificate = Erlaubt das Zertifikat
purpose_redirect = Führt einen zweiten Namen hierher
purpose_email = Stellt Ihre E-Mails zu
record_missing = Wartet auf Sie
record_wrong = Stimmt noch nicht
record_published = Gefunden { bei-host }
record_everywhere = Überall sichtbar
banner_host = Ihr DNS liegt bei { $host }
banner_zone = Fügen Sie sie dort hinzu, wo das DNS von { $zone } verwaltet wird

## So fügt man die Einträge hinzu

how_sign_in = Melden Sie sich { bei-host } an und öffnen Sie die DNS-Einträge { $zone ->
    [unknown] Ihrer Domain
   *[other] von { $zone }
}.
how_add = Fügen Sie einen Eintrag hinzu und wählen Sie den Typ, der auf der Karte steht.
how_name = Setzen Sie den Namen in „{ $field }“ ein. { $names ->
    [full] Geben Sie ihn ganz ein, mit Ihrer Domain am Ende.
   *[short] Lassen Sie Ihre Domain am Ende weg.
}
how_value = Setzen Sie den Wert in „{ $field }“ ein und speichern Sie.
how_value_card = Setzen Sie den Wert in das Feld ein, das die Karte nennt, und speichern Sie.
how_dot = Der Punkt am Ende des Werts eines CNAME gehört dazu.
how_quotes = Die Anführungszeichen um einen TXT-Wert gehören dazu.
how_switch = Stellen Sie „{ $switch }“ auf „{ $off }“.
how_ttl = Fragt { $host } nach einer TTL (wie lange Kopien gelten), geben Sie { $seconds } Sekunden ein.
how_ttl_lowest = { Der-host } bietet vielleicht eine TTL an (wie lange Kopien gelten): Die kürzeste ist gut.
how_to_any = So fügen Sie die Einträge hinzu

## Die Wörter

words = Was diese Wörter bedeuten
word_dns = DNS: das Verzeichnis des Internets. Es sagt Browsern und E-Mails, wohin Ihre Domain führt.
word_host = DNS-Anbieter: die Firma, die die Einträge Ihrer Domain führt, oft die, bei der Sie die Domain gekauft haben.
word_server = Nameserver: ein Rechner Ihres DNS-Anbieters, der Fragen zu Ihrer Domain beantwortet.
word_record = Eintrag: eine Angabe zu Ihrer Domain, mit Typ, Name und Wert.
word_txt = TXT: ein Eintrag mit einem Text, etwa dem Code, der zeigt, dass die Domain Ihnen gehört.
word_cname = CNAME: ein Eintrag, der einen Namen zum Alias eines anderen macht.
word_a = A und AAAA: Einträge mit einer Adresse, der alten Art (IPv4) und der neuen (IPv6).
word_wildcard = Platzhalter: ein Eintrag, der für jeden Namen ohne eigenen antwortet.
word_zone = Zonendatei: alle Einträge als Text, den viele DNS-Anbieter einlesen können.
word_certificate = Zertifikat: was die Verbindung zu Ihrer Domain sicher macht. Eine Zertifizierungsstelle stellt es aus.
word_proxy = Proxy: ein Server dazwischen, den Besucher statt unseres erreichen.
word_registry = Registrierungsstelle: führt eine Endung wie .com und weiß, welche Nameserver jede Domain hat.
word_cache = Cache: Kopien von Antworten, die eine Zeit lang behalten werden, sodass solange niemand neu fragt.
word_redirect = Weiterleitung (Redirect): eine Antwort, die Besucher an eine andere Adresse schickt.

## Warum eine Domain abgelehnt wurde

problem_letters = Hier sind Zeichen, die eine Domain nicht haben kann. Buchstaben, Ziffern und Bindestriche gehen.
problem_suffix = { $name } gehört allen. Geben Sie einen eigenen Namen darunter ein.
problem_other = Diese Seite ist nur für { $name }. Gehen Sie zurück, um eine andere Domain zu verbinden.
problem_not_allowed = Von hier aus kann keine weitere Domain hinzugefügt werden.
problem_taken = Diese Domain ist schon verbunden oder wartet darauf. Entfernen Sie sie zuerst dort.
problem_too_many = Zu viele Domains warten auf ihre Einträge. Schließen Sie zuerst eine ab, oder entfernen Sie sie.
problem_no_room = { Der-dienst } kann gerade keine weitere Domain aufnehmen. Bitte fragen Sie dort nach.
problem_ours = Bei uns ist etwas schiefgegangen. Nichts ist verloren; versuchen Sie es in einer Minute noch einmal.
name_empty = Geben Sie die Domain ein, die Sie verwenden möchten.
name_too_long = Dieser Name hat { $count } Zeichen. Höchstens 253 passen.
name_dots = Da sind zwei Punkte hintereinander oder einer am Anfang.
name_part_too_long = Der Teil { $part } ist zu lang. Jeder Teil hat höchstens 63 Zeichen.
name_part_bad = Der Teil { $part } hat Zeichen, die nicht passen. Buchstaben, Ziffern und Bindestriche gehen.
name_address = { $name } ist eine IP-Adresse. Geben Sie einen Namen wie shop.example.com ein.
name_single = { $name } ist nur ein Teil eines Namens. Geben Sie ihn ganz ein, wie shop.example.com.

## Warum es keine Sitzung gibt

no_page_title = Diese Seite gibt es hier nicht
no_page_why = Die Adresse ist nicht vollständig oder wurde nie benutzt. Gehen Sie dorthin zurück, woher Sie kamen, und öffnen Sie sie neu.
over_title = Diese Sitzung ist beendet
over_why = Gehen Sie dorthin zurück, woher Sie kamen, und öffnen Sie sie neu. Wir prüfen Ihre Domain weiter.
link_over_title = Dieser Link ist abgelaufen
link_over_why = Bitten Sie die Person, die ihn geschickt hat, um einen neuen. Wir prüfen die Domain weiter.
consent_given_title = Sie können dieses Fenster schließen
consent_given_why = Ihr DNS-Anbieter legt die Einträge jetzt an. Die Seite, von der Sie kommen, prüft sie gerade.
consent_stopped_title = Es wurde nichts geändert
consent_stopped_why = Sie haben abgebrochen, bevor ein Eintrag angelegt wurde. Schließen Sie dieses Fenster, um es erneut zu versuchen oder die Einträge selbst anzulegen.
consent_refused_title = Ihr DNS-Anbieter hat die Einträge nicht angelegt
consent_refused_why = Schließen Sie dieses Fenster und legen Sie sie selbst an. Die Seite, von der Sie kommen, zeigt, wie es geht.
no_consent_title = Das ist im Moment nicht möglich
no_consent_why = Ihr DNS-Anbieter antwortet nicht oder bietet das für Ihre Domain nicht an. Schließen Sie dieses Fenster und legen Sie die Einträge selbst an.
ours_title = Bei uns ist etwas schiefgegangen
ours_why = Mit Ihrer Domain ist, soweit wir wissen, alles in Ordnung. Bitte versuchen Sie es in einer Minute noch einmal.

## Was wir gesehen haben

asked_dns = Wir fragten { $server }{ $transport ->
    [tcp] { " " }über TCP
   *[udp] { "" }
} nach { $question }, um { $at }:
may_be_kept = Darf { $span } aufbewahrt werden (TTL { $ttl }).
rcode = { $meaning } ({ $code }).
rcode_noerror = Nichts von dieser Art da
rcode_nxdomain = Nichts da: Den Namen gibt es nicht
rcode_servfail = Der Server hat versagt
rcode_refused = Der Server will nicht antworten
rcode_lame = Der Server ist für die Domain nicht zuständig
rcode_timeout = Keine Antwort rechtzeitig
rcode_formerr = Nichts, was sich lesen ließ
rcode_other = Keine Antwort
remark = Der Server merkt an: { $reason ->
    [old] Das ist eine alte Antwort
    [signatures] Die Signaturen der Domain passen nicht
    [remembered] Der Fehler ist von vorhin gemerkt
    [blocked] Der Name ist dort gesperrt
    [unreachable] Die Server der Domain waren nicht zu erreichen
   *[unusual] Etwas war ungewöhnlich
} (EDE { $code }).
asked_page = Wir öffneten { $url } bei { $address }, um { $at }:
hop = Status { $status }{ $server ->
    [unknown] { "" }
   *[other] { " " }von { $server }
} bei { $address }{ $location ->
    [unknown] { "" }
   *[other] , weiter zu { $location }
}.
visit_marker = Dort antwortete unser eigener Server, mit seinem Zeichen.
visit_unchecked = Dort antwortete ein Server von uns, dessen Zeichen wir nicht prüfen konnten.
visit_answered = Die Antwort trägt nicht unser Zeichen.
visit_refused = Die Verbindung wurde abgelehnt.
visit_timed_out = Es kam keine Antwort rechtzeitig.
visit_broken = Die Verbindung brach ab, oder was kam, war keine Webseite.
visit_forbidden = Es führte zu einer Adresse, die wir nicht besuchen.
visit_nowhere = Es führte zu einem Namen ohne Adresse.
visit_circle = Es führte dorthin zurück, wo wir schon waren.
visit_too_many = Nach zehn Weiterleitungen hörten wir auf.
asked_certificate = Wir fragten { $address } nach dem Zertifikat von { $subject }, um { $at }:
tls_none = Der Server hat kein Zertifikat für diesen Namen.
tls_broken = Was kam, war keine sichere Verbindung.
tls_forbidden = Das ist eine Adresse, die wir nicht besuchen.
cert_nameless = Ein Zertifikat ohne Namen.
cert_covers = Ein Zertifikat für diesen Namen: { $names }.
cert_others = Ein Zertifikat für andere: { $names }.
cert_issuer = Ausgestellt von { $issuer }.
cert_until = Gültig bis { $at }.

## Befunde: Inhaberschaft

ownership_missing_title = Der Code ist noch nicht da.
ownership_missing_why = Bei { $name } gibt es keinen TXT-Eintrag.
ownership_missing_fix = Fügen Sie den TXT-Eintrag mit dem Namen { $entered } hinzu.
ownership_mismatch_title = Der Code hat einen anderen Wert.
ownership_mismatch_why = Bei { $name } steht ein anderer Wert.
ownership_mismatch_empty = Der Wert bei { $name } ist leer.
ownership_mismatch_lacks = Bei { $name } steht { $value }, ohne das Ende { $end }.
ownership_mismatch_extra = Bei { $name } steht { $value }: Das Ende { $end } ist zu viel.
ownership_mismatch_older = Bei { $name } steht { $value }, ein älterer oder ein anderer Code.
ownership_mismatch_else = Bei { $name } steht { $value }, das ist etwas anderes.
ownership_mismatch_fix = Ersetzen Sie den Wert durch { $wanted }.
ownership_at_wrong_name_title = Richtiger Wert, falscher Ort.
ownership_at_wrong_name_why = Der Code steht bei { $found }; wir suchen ihn bei { $name }.
ownership_at_wrong_name_fix = Verschieben Sie ihn: Name { $entered }.
ownership_quoted_title = Der Wert hat überzählige Zeichen.
ownership_quoted_why = Mit Anführungszeichen, Leerzeichen oder Punkten lautet der Wert bei { $name }: { $found }.
ownership_quoted_fix = Geben Sie den Wert ohne sie ein: { $wanted }.
ownership_wildcard_title = Ein Platzhalter antwortet statt des Codes.
ownership_wildcard_why = Der CNAME bei { $wildcard } lässt { $name } zu { $target } führen.
ownership_wildcard_fix = Lassen Sie den Platzhalter stehen und fügen Sie den TXT-Eintrag mit dem Namen { $entered } hinzu.
ownership_hidden_title = Ein anderer Eintrag verdeckt den Code.
ownership_hidden_why = { $name } ist ein Alias (CNAME) für { $target }, darum ist dort kein Code zu sehen.
ownership_hidden_fix = Löschen Sie den CNAME mit dem Namen { $entered } und fügen Sie dort den TXT-Eintrag hinzu.
name_doubled_title = Der Name wurde doppelt eingegeben.
name_doubled_why = { Der-host } hängt „{ $zone }“ selbst an, so landete der Eintrag bei { $found }.
name_doubled_fix = Ändern Sie den Namen in { $entered }.

## Befunde: Weiterleitung

routing_missing_title = Die Domain führt noch nirgendwohin.
routing_missing_why = Bei { $name } gibt es keine Adresse (A, AAAA) und keinen Alias (CNAME).
routing_missing_fix = Fügen Sie den hier gezeigten Eintrag mit dem Namen { $entered } hinzu.
change_value = Ändern Sie den Wert in { $wanted }.
zone_appended_title = Ihre Domain wurde an den Wert angehängt.
zone_appended_why = { Der-host } hängte sie selbst an, so führt { $name } zu { $found }.
zone_appended_fix = Ändern Sie den Wert in { $wanted }, mit dem Punkt am Ende.
typo_title = Der Wert hat einen Tippfehler.
typo_why = { $name } führt zu { $found }, das ist fast richtig.
wrong_target_title = Es führt woandershin.
wrong_target_why = { $name } führt zu { $found }.
cname_multiple_title = { Zahl } CNAME-Einträge stehen bei einem Namen.
cname_multiple_why = Nur ein Alias (CNAME) kann gelten; { $name } führt zu { $found }.
cname_multiple_fix = Löschen Sie den CNAME zu { $others }. Behalten Sie den zu { $wanted }.
cname_multiple_none_fix = Löschen Sie alle bis auf einen und ändern Sie dessen Wert in { $wanted }.
cname_at_apex_title = Ein CNAME kann hier nicht stehen.
cname_at_apex_why = Am Anfang Ihrer Domain würde ein Alias (CNAME) zu { $target } E-Mail und Nameserver verdecken.
cname_at_apex_alias_fix = Legen Sie { bei-host } einen Alias-Eintrag (ALIAS oder ANAME) zu { $target } an, oder verbinden Sie stattdessen { $www }.
cname_at_apex_fix = Ersetzen Sie { bei-host } jeden CNAME mit dem Namen { $entered } durch die hier gezeigten Einträge.
cname_conflict_title = Andere Einträge stehen im Weg.
cname_conflict_mail_title = E-Mail-Einträge stehen im Weg.
cname_conflict_why = Ein Alias (CNAME) muss allein stehen, und { $name } hat auch { $types }.
cname_conflict_fix = Löschen Sie { bei-host } die Einträge vom Typ { $types } mit dem Namen { $entered }.
cname_conflict_mail = E-Mails an { $name } kommen dann nicht mehr an; sollen sie bleiben, verbinden Sie einen anderen Namen.
cname_indirect_title = Es funktioniert über einen anderen Namen.
cname_indirect_why = { $name } führt über { $via } zu uns.
cname_indirect_fix = Nichts zu tun. Lassen Sie { $via } bestehen: Ohne diesen Namen funktioniert die Domain nicht mehr.
cname_flattened_title = Die Adressen stimmen.
cname_flattened_why = { Der-host } antwortet für { $name } mit Adressen statt mit einem Alias (CNAME).
cname_flattened_fix = Nichts zu tun. Das gilt als richtig.
proxied_title = Der Proxy von { $by } verdeckt Ihren Eintrag.
proxied_why = Die Adressen von { $name } gehören { $by }, und dort sind wir nicht zu erreichen.
proxied_fix = Schalten Sie bei { $by } den Proxy (CDN) für { $entered } aus.
proxied_cloudflare_fix = Stellen Sie bei Cloudflare DNS die Wolke von { $entered } von Orange auf Grau („DNS only“).
proxied_through_title = Es funktioniert über den Proxy von { $by }.
proxied_through_why = { $by } steht zwischen den Besuchern von { $name } und uns, das kann Zertifikate behindern.
proxied_through_fix = Zur Sicherheit: { $fix }
provider_forwarding_title = Eine Park- oder Weiterleitungsseite antwortet.
provider_forwarding_why = { $name } hat die Adresse { $found }, das ist die Seite von { $by }.
provider_forwarding_fix = Schalten Sie bei { $by } Weiterleitung und Parken für { $entered } aus und fügen Sie dann den hier gezeigten Eintrag hinzu.
cname_loop_title = Die Einträge führen im Kreis.
cname_loop_why = Von { $name } aus kamen wir zweimal zu { $at }.
cname_loop_here_fix = Ändern Sie den CNAME bei { $at } in den hier gezeigten Wert.
cname_loop_fix = Ändern Sie den CNAME bei { $at } so, dass er weiterführt.
cname_chain_broken_title = Die Einträge enden im Nichts.
cname_chain_broken_why = { $name } führt zu { $at }, das es nicht gibt.
cname_chain_broken_fix = Fügen Sie einen Eintrag für { $at } hinzu oder verwenden Sie den hier gezeigten Wert.
target_gone_title = Das Ziel gibt es nicht.
tenant_repairs = Für Sie ist nichts zu tun. { Der-dienst } muss es reparieren.
tenant_changes = Für Sie ist nichts zu tun. { Der-dienst } muss diese Regel ändern.
cname_chain_long_title = Der Weg zu uns ist lang.
cname_chain_long_why = { $count } Namen liegen zwischen { $name } und uns, und manche Server geben vorher auf.
cname_chain_long_fix = Lassen Sie { $entered } direkt zum hier gezeigten Wert führen.
wildcard_masks_title = Ein Platzhalter antwortet für diesen Namen.
wildcard_masks_why = Der Eintrag { $wildcard } gilt für alle Namen ohne eigenen, also auch für { $name }.
wildcard_masks_fix = Fügen Sie den hier gezeigten Eintrag mit dem Namen { $entered } hinzu, damit es so bleibt.
mail_shadowed_title = Diese Änderung würde Ihre E-Mails stoppen.
mail_shadowed_why = Ein Alias (CNAME) hier würde die E-Mail-Einträge ({ $types }) von { $name } verdecken.
mail_shadowed_apex_fix = Verwenden Sie stattdessen den A-Eintrag unten.
mail_shadowed_fix = Verbinden Sie einen anderen Namen, etwa { $www }, oder ziehen Sie zuerst die E-Mails um.
answers_vary_title = Die Antwort wechselt von Zeit zu Zeit.
answers_vary_why = Manche Besucher von { $name } werden zu { $wrong } geschickt.
answers_vary_fix = Ändern Sie { bei-host } jede Variante von { $entered } (nach Region oder abwechselnd) in den hier gezeigten Wert.
https_record_title = Ein HTTPS-Eintrag führt woandershin.
https_record_why = Neuere Browser folgen ihm: Für { $name } sagt er { $found }, das ist nicht unseres.
https_record_fix = Löschen Sie { bei-host } den Eintrag vom Typ HTTPS mit dem Namen { $entered }.
address_private_title = Diese Adresse ist nicht im Internet.
address_private_why = { $name } hat { $found }, das funktioniert höchstens in privaten Netzen.
replace_fix = Ersetzen Sie { bei-host } { $found } durch den hier gezeigten Wert.
www_not_covered_title = Der Name mit www ist nicht verbunden.
www_not_covered_why = Besucher von { $name } kommen { $place ->
    [somewhere] woanders an
   *[nowhere] nirgends an
}.
www_not_covered_fix = Verbinden Sie auch { $name }, oder leiten Sie den Namen { bei-host } weiter.
address_wrong_title = Es führt zu einem anderen Server.
address_wrong_why = { $name } hat die Adresse { $found }, das ist nicht unsere.
address_wrong_known_title = Es führt noch zu { $whose }.
address_wrong_known_why = { $name } hat die Adresse { $found }, sie gehört { $whose }.
address_extra_title = Eine alte Adresse steht neben der neuen.
address_extra_why = Manche Besucher von { $name } kämen stattdessen zu { $found }.
address_extra_fix = Löschen Sie { bei-host } { $count ->
    [one] den Eintrag
   *[other] die Einträge
} mit { $found }.
aaaa_leftover_title = { $count ->
    [one] Eine alte IPv6-Adresse ist noch da.
   *[other] Alte IPv6-Adressen sind noch da.
}
aaaa_leftover_why = Viele Besucher von { $name } kämen zu Ihrem früheren Anbieter.
aaaa_leftover_fix = Löschen Sie { $count ->
    [one] den AAAA-Eintrag
   *[other] die AAAA-Einträge
} { $found }.

## Befunde: Verbreitung

fassungen = { $old ->
    [unknown] { "" }
   *[other] { " " }(Fassung { $old } statt { $new })
}
authorities_disagree_title = { $count ->
    [one] Ein Server Ihres DNS-Anbieters ist im Rückstand.
   *[other] Einige Server Ihres DNS-Anbieters sind im Rückstand.
}
authorities_disagree_why = { $servers } { $count ->
    [one] hat
   *[other] haben
} die Änderung { $since ->
    [hour] seit einer Stunde nicht
   *[now] noch nicht
} übernommen{ fassungen }.
authorities_disagree_fix = In der nächsten Stunde ist nichts zu tun.
authorities_disagree_lasting_fix = Fragen Sie { den-host }, warum { $servers } sie nicht übernommen { $count ->
    [one] hat
   *[other] haben
}.
ttl_high_title = Alte Kopien gelten { $span } lang.
ttl_high_why = Der Eintrag bei { $name } erlaubt das: Seine TTL (wie lange Kopien gelten) beträgt { $ttl } Sekunden.
ttl_high_fix = Bevor Sie { $entered } ändern, setzen Sie die TTL auf { $short } und warten Sie { $span }; sonst kommt diese Wartezeit danach.
edited_elsewhere_title = Der Eintrag liegt bei einem anderen DNS-Anbieter.
edited_elsewhere_why = Er steht auf { $found }, zuständig für Ihre Domain { ist-sind } aber { $servers }.
edited_elsewhere_fix = Fügen Sie bei { $host } den Eintrag mit dem Namen { $entered } hinzu.
edited_elsewhere_unknown_fix = Fügen Sie den Eintrag mit dem Namen { $entered } bei dem Unternehmen hinzu, das { $servers } betreibt.
nameservers_changing_title = Ihre Domain wechselt gerade den DNS-Anbieter.
nameservers_changing_why = Manche fragen { $parent } nach { $name }, andere { $child }.
nameservers_changing_fix = Tragen Sie die Einträge bei beiden DNS-Anbietern ein. Der Wechsel kann { $span } dauern.
stale_cache_title = { $what ->
    [address] Die alte Adresse
    [value] Der alte Wert
   *[answer] Die alte Antwort
} ist noch gemerkt.
stale_cache_why = { $resolver } behält eine Kopie Ihres früheren Eintrags, so lange dieser es erlaubte.
stale_cache_fix = Nichts zu tun. Die letzte Kopie verschwindet um { $at }.
stale_cache_latest_fix = Nichts zu tun. Die letzte Kopie sollte bis { $at } verschwunden sein.
stale_cache_sometime_fix = Nichts zu tun. Die letzte Kopie verschwindet von selbst.
negative_cache_title = { $host ->
    [unknown] Ihr Anbieter
   *[other] { $host }
} hat ihn; manche Kopien sind alt.
negative_cache_why = { $resolver } sah nach, bevor Sie ihn hinzufügten, und merkt sich „nichts da“.
negative_cache_fix = Nichts zu tun. Er sieht um { $at } wieder nach.
negative_cache_latest_fix = Nichts zu tun. Er sollte bis { $at } wieder nachsehen.
negative_cache_sometime_fix = Nichts zu tun. Er sieht von selbst wieder nach.

## Befunde: die Domain

not_registered_title = Diese Domain ist nicht registriert.
not_registered_why = Die Registrierungsstelle kennt { $name } nicht.
not_registered_fix = Prüfen Sie die Schreibweise von { $copy }, oder registrieren oder verlängern Sie die Domain.
hold_expired_title = Ihre Domain ist abgelaufen.
hold_expired_why = Die Registrierung von { $name } ist beendet.
hold_expired_at_why = Die Registrierung von { $name } endete am { $at }.
hold_expired_fix = Verlängern Sie { $copy } { beim-registrar }. Die Domain ist binnen eines Tages wieder da.
hold_registrar_title = Ihr Registrar hält Ihre Domain zurück.
hold_registrar_why = { $name } ist registriert und vom Registrar abgeschaltet.
hold_registrar_fix = Fragen Sie den Registrar, warum { $copy } gesperrt ist. Oft blieb eine E-Mail zur Bestätigung Ihrer Adresse unbeantwortet oder eine Rechnung unbezahlt.
hold_registry_title = Die Registrierungsstelle hält Ihre Domain zurück.
hold_registry_why = { $name } ist registriert und von der Registrierungsstelle abgeschaltet.
hold_registry_fix = Fragen Sie Ihren Registrar, warum { $copy } gesperrt ist: Nur er kann die Registrierungsstelle fragen.
no_delegation_title = Ihre Domain hat keine Nameserver.
no_delegation_why = Die Registrierungsstelle kennt { $name }, aber keinen Server, der dafür antwortet.
no_delegation_fix = Tragen Sie { beim-registrar } die Nameserver Ihres DNS-Anbieters für { $copy } ein.
delegation_mismatch_title = Zwei Listen der Nameserver unterscheiden sich.
delegation_mismatch_parent_why = Nur die Registrierungsstelle nennt { $parent }; Ihr DNS-Anbieter nicht.
delegation_mismatch_child_why = Nur Ihr DNS-Anbieter nennt { $child }; die Registrierungsstelle nicht.
delegation_mismatch_both_why = Nur die Registrierungsstelle nennt { $parent }, nur Ihr DNS-Anbieter { $child }.
delegation_mismatch_parent_fix = Entfernen Sie { beim-registrar } { $parent } für { $name }.
delegation_mismatch_child_fix = Fügen Sie { beim-registrar } { $child } für { $name } hinzu.
delegation_mismatch_both_fix = Entfernen Sie { beim-registrar } { $parent } und fügen Sie { $child } für { $name } hinzu.
dnssec_title = Die Signaturen Ihrer Domain passen nicht.
dnssec_why = Server, die Signaturen (DNSSEC) prüfen, lehnen { $name } ab.
dnssec_key_why = Die Registrierungsstelle hat einen Schlüssel (DS-Eintrag), der keiner von { $name } ist.
dnssec_unsigned_why = Die Registrierungsstelle sagt, dass { $name } signiert ist (DNSSEC), und das stimmt nicht.
dnssec_expired_why = Die Signaturen (DNSSEC) von { $name } endeten am { $at }.
dnssec_early_why = Die Signaturen (DNSSEC) von { $name } gelten erst ab { $at }.
dnssec_key_fix = Löschen Sie { beim-registrar } den Schlüssel (DS-Eintrag) von { $copy }.
dnssec_fix = Bitten Sie { den-host }, { $copy } neu zu signieren, oder löschen Sie den Schlüssel (DS-Eintrag) bei Ihrem Registrar.
lame_all_title = Kein Server antwortet für Ihre Domain.
lame_title = Ein genannter Server kennt Ihre Domain nicht.
lame_why = { $servers } { $count ->
    [one] sollte für { $name } antworten und tut
   *[other] sollten für { $name } antworten und tun
} es nicht.
lame_all_fix = Prüfen Sie { beim-registrar } die Nameserver von { $copy }.
lame_fix = Entfernen Sie { beim-registrar } { $servers }, oder lassen Sie es reparieren.
unreachable_title = { $count ->
    [one] Ein Server Ihres DNS-Anbieters schweigt.
   *[other] Server Ihres DNS-Anbieters schweigen.
}
unreachable_why = Von { $servers } kam keine Antwort für { $name }.
unreachable_fix = Jetzt ist nichts zu tun. Dauert es an, fragen Sie { den-host } nach { $servers }.
lookup_failed_title = Unsere Prüfung ist fehlgeschlagen.
lookup_failed_why = Mit Ihrer Domain ist, soweit wir wissen, alles in Ordnung.
lookup_failed_fix = Nichts zu tun. Wir versuchen es von selbst wieder.

## Befunde: das Zertifikat

caa_none_title = Ihre Domain erlaubt keine Zertifikate.
caa_only_title = Ihre Domain erlaubt nur Zertifikate von { $issuer }.
caa_others_title = Ihre Domain erlaubt unsere Zertifikate nicht.
caa_target_title = Das Ziel des Eintrags verbietet unsere Zertifikate.
caa_why = Eine Regel (CAA) bei { $name } hindert uns daran, eines zu bekommen.
caa_fix = Fügen Sie diesen Eintrag daneben hinzu: CAA { $record }.
caa_lookup_title = Eine Frage zu Zertifikaten bleibt ohne Antwort.
caa_lookup_why = { Der-host } sagt bei { $name } nicht, wer Zertifikate ausstellen darf (CAA), darum tut es niemand.
caa_lookup_fix = Bitten Sie { den-host }, Fragen vom Typ CAA für { $copy } zu beantworten.
caa_critical_title = Eine Zertifikatsregel wird nicht verstanden.
caa_critical_why = Die Regel (CAA) bei { $name } muss befolgt werden, und ihre Marke { $tag } ist unbekannt.
caa_critical_fix = Löschen Sie den CAA-Eintrag mit der Marke { $tag } bei { $name }.
caa_malformed_title = Eine Zertifikatsregel ist nicht lesbar.
caa_malformed_why = Die Regel (CAA) bei { $name } hat den Wert { $value }.
caa_malformed_fix = Ändern Sie den Wert in { $clean }, ohne Anführungs- und Leerzeichen, oder löschen Sie den Eintrag.
caa_malformed_again_fix = Geben Sie den Wert neu ein, ohne überzählige Anführungs- und Leerzeichen, oder löschen Sie den Eintrag.
caa_bound_title = Eine Zertifikatsregel gilt für ein anderes Konto.
caa_bound_why = Die Regel (CAA) bei { $name } legt ein Konto oder einen Prüfweg fest: { $value }.
caa_bound_fix = Kommt kein Zertifikat, fügen Sie daneben hinzu: CAA { $record }.
intercepted_title = Etwas antwortet vor uns.
intercepted_why = Ein Zwischenspeicher oder Proxy{ $server ->
    [unknown] { "" }
   *[other] { " " }({ $server })
} vor { $name } beantwortet die Zertifikatsprüfung.
intercepted_fix = Lassen Sie { $folder } ohne Zwischenspeicher und Weiterleitung durch.
http_refused_why = { $address } lehnt Besuche von { $name } über einfaches http (Port 80) ab.
http_silent_why = { $address } antwortet für { $name } nicht über einfaches http (Port 80).
http_ours_title = Unser eigener Server antwortet nicht.
http_ours_fix = Für Sie ist nichts zu tun. Wir kümmern uns darum.
http_title = An dieser { $family ->
    [v6] IPv6-Adresse
   *[v4] Adresse
} antwortet nichts.
http_fix = Ersetzen Sie { $address } durch den hier gezeigten Wert, oder öffnen Sie dort Port 80.
redirect_loop_title = Weiterleitungen führen im Kreis.
redirect_loop_why = Ein Besuch bei { $url } wird immer weiter geschickt, zurück zu { $at }.
redirect_loop_fix = Entfernen Sie die Weiterleitung bei { $at }. Stammt sie von einem Proxy, stellen Sie dessen Verschlüsselung auf „Full (strict)“.
acme_wrong_title = Der Eintrag für das Zertifikat führt woandershin.
acme_wrong_why = { $name } führt zu { $found }, so kann die Prüfung nicht gelingen.
acme_wrong_fix = Ändern Sie den Wert von { $entered } in { $wanted }.
acme_missing_title = Der Eintrag für das Zertifikat fehlt noch.
acme_missing_why = Ein Name mit Stern (*) wird über { $name } geprüft.
acme_missing_fix = Fügen Sie einen CNAME mit dem Namen { $entered } und dem Wert { $wanted } hinzu.
acme_leftover_title = Einträge eines anderen Zertifikats sind noch da.
acme_leftover_why = Die Prüfung eines anderen hinterließ Einträge vom Typ { $types } bei { $name }.
acme_leftover_fix = Löschen Sie die Einträge vom Typ { $types } mit dem Namen { $entered }, außer ein anderer Dienst braucht sie.
timed_out_title = Das Zertifikat hat zu lange gedauert.
timed_out_order_why = Es konnte rechtzeitig keine Bestellung aufgegeben werden.
timed_out_check_why = Die Prüfung von außen bekam 3 Minuten lang keine Antwort.
timed_out_issue_why = Es kam rechtzeitig kein Zertifikat.
timed_out_deploy_why = Das Zertifikat kam nicht rechtzeitig auf unseren Servern an.
timed_out_delete_why = Das alte Zertifikat wurde nicht rechtzeitig entfernt.
timed_out_fix = Beheben Sie zuerst die anderen hier gezeigten Punkte. Dann versuchen wir es wieder.
rate_limited_title = Das Zertifikat muss warten.
rate_limited_own_why = Wir bestellen nur einige auf einmal, und andere waren vorher da.
rate_limited_ca_why = Die Zertifizierungsstelle gibt nur einige auf einmal heraus.
rate_limited_fix = Nichts zu tun. Wir versuchen es wieder um { $at }.
rejected_title = Die Zertifizierungsstelle hat abgelehnt.
rejected_why = Ihre Worte sind: { $words }.
rejected_words = { $detail } ({ $problem })
rejected_fix = Beheben Sie zuerst, was sie nennt. { Der-dienst } kann dabei helfen.
high_risk_title = Dieser Name muss von Hand geprüft werden.
high_risk_listed_why = Bei bekannten Namen sehen Zertifizierungsstellen zweimal hin.
high_risk_alike_why = { $name } ähnelt einem bekannten Namen, darum sieht man zweimal hin.
high_risk_refused_why = Die Zertifizierungsstelle will { $name } genauer ansehen.
high_risk_fix = Bitten Sie { den-dienst } um die Prüfung von { $copy }.
wrong_certificate_title = Hier antwortet ein anderes Zertifikat.
wrong_certificate_why = Der Server { $address } zeigt eines für { $names }{ $count ->
    [0] { "" }
   *[other] { " " }und { $count } weitere
}{ von-aussteller }.
wrong_certificate_nameless_why = Der Server { $address } zeigt eines ohne Namen{ von-aussteller }.
wrong_certificate_untrusted_why = Der Server { $address } zeigt eines, dem Browser nicht trauen{ von-aussteller }.
von-aussteller = { $issuer ->
    [unknown] { "" }
   *[other] { " " }(von { $issuer })
}
wrong_certificate_fix = Ist { $copy } Ihr früherer Anbieter, entfernen Sie { $name } dort.
hsts_title = Besucher müssen auf das Zertifikat warten.
hsts_why = { $name } sagt Browsern, alle Namen darunter nur gesichert zu öffnen.
hsts_fix = Nichts zu tun. Es öffnet sich, sobald das Zertifikat da ist.
target_broken_title = Das Ziel Ihres Eintrags hat keine Adresse.
target_broken_why = Ihr Eintrag soll zu { $name } führen, und das führt gerade nirgendwohin.
origin_title = Die Website hinter Ihrer Domain antwortet nicht.
origin_why = Ihre Domain erreicht { den-dienst }, doch der Server dort meldete Fehler { $status }.

## Befunde: wem der Name gehört

taken_title = Dieser Name ist schon verbunden.
taken_why = Eine andere Verbindung hält { $name }, vielleicht eine von Ihnen.
taken_fix = Entfernen Sie { $copy } dort, oder fügen Sie den hier gezeigten TXT-Eintrag hinzu, um den Namen zu übernehmen.
takeover_title = Einträge einer beendeten Verbindung sind noch da.
takeover_why = Bei { $name } liegt nichts, und da es noch zu uns führt, könnten andere es beanspruchen.
takeover_fix = Löschen Sie { bei-host } die Einträge vom Typ { $types } mit dem Namen { $entered }.

## Der Weg zu den Einträgen

use_both = Mit und ohne www verbinden
use_both_why = Empfohlen: So kommen Besucher auf beiden Wegen an.
move_here = Diese Domain gehört mir: hierher umziehen
move_why = Sie beweisen es mit einem Eintrag. Wer den Namen jetzt hat, erfährt es vor dem Umzug.
pair_why = Besucher tippen diesen Namen mit oder ohne www.
pair_add = Auch { $name } verbinden
pair_other = Dazu: { $name }
analysis_title = Wir sehen uns { $domain } an
analysis_why = Das dauert wenige Sekunden und ändert nichts.
look_zone = Ihre Domain wird gesucht
look_zone_found = Ihre Domain ist { $zone }
look_zone_none = Ihre Domain wurde nicht gefunden
look_host = Ihr DNS-Anbieter wird erkannt
look_host_unknown = Ihr DNS-Anbieter ist keiner, den wir mit Namen kennen
look_records = Vorhandene Einträge werden gelesen
look_records_none = Bei { $name } steht noch nichts
look_records_some = Einträge bei { $name }: { $count }
look_rules = Die Regeln für Zertifikate (CAA) werden gelesen
look_rules_good = Unsere Zertifikate sind erlaubt
look_rules_bad = Eine Regel für Zertifikate (CAA) muss sich ändern
look_rules_unknown = Die Regeln für Zertifikate (CAA) waren nicht zu lesen
look_conflicts = Wir suchen, was im Weg steht
look_conflicts_none = Nichts steht im Weg
look_conflicts_some = Zuerst zu löschende Einträge: { $count }
full_names = Ganze Namen zeigen
full_names_why = falls Ihr DNS-Anbieter { $zone } nicht von selbst anhängt
print = Drucken
send = An Kollegen senden
send_why = Sie sehen diese Einträge und können sie prüfen, sonst nichts. Der Link gilt 30 Tage.
send_make = Link erstellen
send_ready = Der Link ist fertig. Geben Sie ihn nur an Menschen, die diese Einträge sehen dürfen.
send_mail = E-Mail schreiben
mail_subject = DNS-Einträge für { $domain }
mail_please = Hallo, bitte diese DNS-Einträge für { $domain } hinzufügen:
mail_link = Hier stehen sie zum Kopieren, und man sieht, wann sie stimmen: { $link }
clear_pill = Zu löschen
clear_mail = Behalten Sie die Mail-Einträge (MX): Sie stehen nicht im Weg.
compared = Wir sehen
compared_surplus = zu viel:
compared_missing = fehlt:
compared_legend = Durchgestrichen: zu viel. Unterstrichen: fehlt.
check_running = Wir fragen die Server; manche lassen sich Zeit.
check_failed = Das ging eben nicht. Mit Ihrer Domain ist, soweit wir wissen, alles in Ordnung.
leave = Sie können diese Seite schließen. Wir prüfen weiter, und { $tenant } erfährt, wenn die Domain online ist.
