# Nederlands: rustig, nauwkeurig, met ‘u’.

## Delen

bij-host = bij { $host ->
    [unknown] uw DNS-aanbieder
   *[other] { $host }
}
de-host = { $host ->
    [unknown] uw DNS-aanbieder
   *[other] { $host }
}
De-host = { $host ->
    [unknown] Uw DNS-aanbieder
   *[other] { $host }
}
de-dienst = { $tenant ->
    [unknown] de dienst
   *[other] { $tenant }
}
De-dienst = { $tenant ->
    [unknown] De dienst
   *[other] { $tenant }
}
bij-registrar = bij uw registrar (waar u het domein hebt gekocht)
n-records = { $count ->
    [1] één record
    [2] twee records
    [3] drie records
   *[other] { $count } records
}
N-records = { $count ->
    [1] Eén record
    [2] Twee records
    [3] Drie records
   *[other] { $count } records
}

## Lijsten, tijden, zinnen

list_more = { $a }, { $b }
list_last = { $a } en { $b }
sentences = { $a } { $b }
span_seconds = { $count ->
    [one] { $count } seconde
   *[other] { $count } seconden
}
span_minutes = { $count ->
    [one] { $count } minuut
   *[other] { $count } minuten
}
span_hours = { $count } uur
span_days = { $count ->
    [one] { $count } dag
   *[other] { $count } dagen
}
time_until = { $time }, { $distance }

## De pagina

title = Verbind uw domein
progress = Voortgang
step_domain = Domein
step_records = Records
step_live = Online
axis_ownership = Eigendom
axis_routing = Routering
axis_certificate = Certificaat
axis_live = Online
axis_done = , klaar,
axis_now = , bezig,
language = Taal
question = Welk domein wilt u gebruiken?
question_why = Daarna laten we precies zien welke records u toevoegt. Er verandert niets voordat u dat doet.
question_bound = Deze pagina is voor dit domein. Er verandert niets voordat u de records toevoegt.
example = Bijvoorbeeld shop.example.com
we_use = We gebruiken { $name }
apex_advice = Een naam ervoor, zoals www, is makkelijker te verbinden en laat uw e-mail met rust.
www_advice = Wie www weglaat, komt alleen aan als u ook die naam verbindt.
go_on = Doorgaan
field_name = Naam
field_value = Waarde
copy_name = Naam { $text } kopiëren
copy_value = Waarde { $text } kopiëren
copy_text = { $text } kopiëren
copied = Gekopieerd
select = Geselecteerd. Druk op Ctrl+C of ⌘C om te kopiëren.
no_name = (leeg laten)
full_name = Volledige naam: { $name }
open_host = DNS van { $host } openen
consent = { $host } kan deze records voor u toevoegen. Een venster bij { $place } laat zien wat er verandert en vraagt het u eerst.
consent_open = Laat { $host } ze toevoegen
elsewhere = Ergens anders?
elsewhere_why = Dit lezen we van de nameservers van uw domein. Beheert u de DNS elders, dan gelden daar dezelfde namen en waarden.
copy_all = Alles kopiëren
zone_file = Zonebestand downloaden
how_to = Zo doet u dit bij { $host }
what_we_saw = Wat we zagen
visible = Waar het zichtbaar is
visible_why = We vragen elke server van uw DNS-aanbieder, daarna enkele die bezoekers gebruiken. Die laatste bewaren kopieën een tijdje.
column_server = Server
column_status = Stand
column_values = Wat hij heeft
asked = Gevraagd { $at }
authorities = Servers van uw DNS-aanbieder
resolvers = Servers die bezoekers gebruiken
seen_right = Goed
seen_beside = Een andere ernaast
seen_nothing = Nog niets
seen_other = Andere waarde
seen_old = Oud antwoord
seen_unknown = Geen antwoord
seen_until = tot { $at }
last_look = Laatst gekeken: { $at }.
looking = We kijken voor de eerste keer.
check_now = Nu controleren
help = Hulp
open_domain = { $domain } openen
done = Klaar
kept = We letten erop: veranderen de records, dan hoort { de-dienst } ervan.
records_kept = De records die moeten blijven
records_ended = De records
domains = Uw domeinen
all_domains = Alle domeinen
another = Nog een domein verbinden
again = Opnieuw verbinden
remove = Dit domein verwijderen
remove_why = Het werkt hier meteen niet meer. Uw DNS-records blijven zoals ze zijn.
remove_now = Verwijderen
session_ending = Deze sessie eindigt over { $left }
session_ended = Deze sessie is afgelopen. U kunt alles nog lezen en kopiëren; we blijven controleren.
open_again = Opnieuw openen
offline = Geen verbinding. We blijven controleren; deze pagina werkt zichzelf weer bij.
away = We kunnen onze server niet bereiken. Voor zover we weten is er niets mis met uw domein.
close = Sluiten
no_script = Deze pagina werkt zichzelf hier niet bij. Gebruik ‘Nu controleren’ om opnieuw te kijken.
spoken = { $title }. { $records }
spoken_record = { $type }: { $status }.

## Hoe een verbinding ervoor staat

state_waiting = Wacht op uw records
state_last = Wacht op het laatste record
state_certificate = Certificaat komt eraan
state_live = Online
state_drifted = Heeft uw aandacht nodig
state_stalled = Staat stil
state_failed = Kon niet worden verbonden
state_archived = Niet meer verbonden
live_title = { $domain } is online
live_why = Beveiligd sinds { $at }. Laat { $count ->
    [1] het record
    [2] beide records
   *[other] alle records
} staan: zonder werkt het domein hier niet meer.
drifted_title = { $domain } heeft uw aandacht nodig
drifted_why = De records zijn veranderd. Zet ze terug zoals hier getoond, dan blijft het domein werken.
failed_title = { $domain } kon niet worden verbonden
failed_rejected = De certificaatautoriteit, die certificaten uitgeeft, weigerde er een voor deze naam.
failed_gone = Het domein bestaat niet meer.
failed_ask = Neem contact op met { de-dienst }.
high_risk = Deze naam moet met de hand worden gecontroleerd. Certificaatautoriteiten kijken bij bekende namen twee keer.
archived_title = { $domain } is niet meer verbonden
archived_why = U kunt de records hieronder verwijderen. Het domein kan opnieuw worden verbonden.
archived_expired = Niemand toonde in 14 dagen aan dat het domein van hem is, dus zijn we gestopt. Het kan opnieuw worden verbonden.
archived_idle = Lange tijd veranderde er niets, dus zijn we gestopt. Het domein kan opnieuw worden verbonden.
archived_transferred = Een ander account heeft aangetoond dat het domein van hem is, en het wordt daar getoond. Verwijder alleen records die niemand meer nodig heeft.
moves_title = { $domain } verhuist hierheen
moves_why = U hebt aangetoond dat het van u is, en het account dat het nu heeft is ingelicht. Het verhuist vanzelf ({ $at }). Bewaar het TXT-record tot dan.
issuing_title = Het certificaat voor { $domain } komt eraan
issuing_why = Uw records kloppen en er is niets meer te doen. Dit duurt ongeveer een minuut.
stalled_certificate_title = { $domain } wacht op het certificaat
stalled_certificate_why = Laat uw records staan. De reden staat hieronder.
stalled_title = Voor { $domain } is een tijd niets veranderd
stalled_why = De records hieronder zijn nog nodig. We blijven kijken, minder vaak.
stalled_right_why = De records kloppen. We blijven kijken, minder vaak.
correct_title = { N-records } te verbeteren
correct_why = Wat u moet wijzigen staat onder het record.
correct_missing = { $count ->
    [1] Er ontbreekt er nog één.
   *[other] Er ontbreken er nog { $count }.
}
correct_found = { $count ->
    [1] Het andere klopt.
   *[other] { $count } kloppen.
} Wat u moet wijzigen staat hieronder.
all_found_title = { $count ->
    [1] Het record is gevonden
    [2] Beide records zijn gevonden
   *[other] Alle { $count } records zijn gevonden
}
all_found_why = Er is niets meer te doen. We wachten tot elke server die we vragen ze heeft.
to_go_title = Nog { n-records } voor { $domain }
to_go_why = { $count ->
    [1] Eén klopt al.
   *[other] { $count } kloppen al.
} Deze pagina wordt vanzelf groen.
add_title = Voeg { n-records } toe voor { $domain }
add_why = Dat doet u waar uw DNS wordt beheerd. We kijken al: deze pagina wordt vanzelf groen, meestal binnen seconden.
waits_record = wacht op het record
waits_certificate = onderweg
waits_long = nog niet
waits_routing = na de routering
waits_ownership = na het eigendom
waits_serving = ongeveer een minuut later
broken_since = stuk sinds { $at }
routing_count = { $found } van { $wanted } records kloppen
checked = { $what } Gecontroleerd { $at }.
check_live = { $domain } is online, en de records kloppen.
check_certificate = De records kloppen; het certificaat is onderweg.
check_over = Dit domein wordt niet meer gecontroleerd.
looked_wrong = { $count ->
    [1] Eén klopt nog niet
   *[other] { $count } kloppen nog niet
} op de servers van { de-host }.
looked_none = Nog niet op de servers van { de-host }.
looked_some = { $found } van { $wanted } op de servers van { de-host }; { $count ->
    [1] één ontbreekt
   *[other] { $count } ontbreken
}.
looked_all = Alle records staan op de servers van { de-host }.
purpose_ownership = Bewijst dat het domein van u is
purpose_routing = Leidt bezoekers naar { de-dienst }
purpose_certificate = Staat het certificaat toe
purpose_redirect = Leidt een tweede naam hierheen
purpose_email = Bezorgt uw e-mail
record_missing = Wacht op u
record_wrong = Klopt nog niet
record_published = Gevonden { bij-host }
record_everywhere = Overal zichtbaar
banner_host = Uw DNS staat bij { $host }
banner_zone = Voeg ze toe waar de DNS van { $zone } wordt beheerd

## Zo voegt u de records toe

how_sign_in = Log in { bij-host } en open de DNS-records van { $zone ->
    [unknown] uw domein
   *[other] { $zone }
}.
how_add = Kies een record toevoegen en selecteer het type dat op de kaart staat.
how_name = Plak de naam in ‘{ $field }’. { $names ->
    [full] Vul hem helemaal in, met uw domein aan het einde.
   *[short] Laat uw domein aan het einde weg.
}
how_value = Plak de waarde in ‘{ $field }’ en sla op.
how_value_card = Plak de waarde in het veld dat de kaart noemt en sla op.
how_dot = De punt aan het einde van de waarde van een CNAME hoort erbij.
how_quotes = De aanhalingstekens om een TXT-waarde horen erbij.
how_switch = Zet ‘{ $switch }’ op ‘{ $off }’.
how_ttl = Vraagt { $host } om een TTL (hoe lang kopieën gelden), vul dan { $seconds } seconden in.
how_ttl_lowest = { De-host } biedt misschien een TTL aan (hoe lang kopieën gelden): de laagste is goed.
how_to_any = Zo voegt u deze records toe

## Wat deze woorden betekenen

words = Wat deze woorden betekenen
word_dns = DNS: het adresboek van het internet. Het vertelt browsers en e-mail waar uw domein heen leidt.
word_host = DNS-aanbieder: het bedrijf dat de gegevens van uw domein bijhoudt, vaak waar u het hebt gekocht.
word_server = Nameserver: een computer van uw DNS-aanbieder die vragen over uw domein beantwoordt.
word_record = Record: één regel van uw domein, met een type, een naam en een waarde.
word_txt = TXT: een record met een tekst, zoals de code die toont dat het domein van u is.
word_cname = CNAME: een record dat van een naam een alias van een andere maakt.
word_a = A en AAAA: records met een adres, de oude soort (IPv4) en de nieuwe (IPv6).
word_wildcard = Jokerrecord: een record dat antwoordt voor elke naam zonder eigen record.
word_zone = Zonebestand: alle records als tekst, die veel DNS-aanbieders kunnen inlezen.
word_certificate = Certificaat: wat de verbinding met uw domein veilig maakt. Een certificaatautoriteit geeft het uit.
word_proxy = Proxy: een server ertussen, die bezoekers bereiken in plaats van de onze.
word_registry = Register: beheert een extensie zoals .com en weet welke nameservers elk domein heeft.
word_cache = Cache: kopieën van antwoorden die een tijd bewaard worden, zodat niemand intussen opnieuw vraagt.
word_redirect = Doorverwijzing (redirect): een antwoord dat bezoekers naar een ander adres stuurt.

## Waarom een domein is geweigerd

problem_letters = Hier staan tekens die een domein niet kan hebben. Letters, cijfers en koppeltekens mogen.
problem_suffix = { $name } is van iedereen. Vul een eigen naam daaronder in.
problem_other = Deze pagina is alleen voor { $name }. Ga terug om een andere te verbinden.
problem_not_allowed = Van hieruit kan geen ander domein worden toegevoegd.
problem_taken = Dit domein is al verbonden of wacht daarop. Verwijder het daar eerst.
problem_too_many = Te veel domeinen wachten op hun records. Rond er eerst een af, of verwijder er een.
problem_no_room = { De-dienst } kan nu geen ander domein opnemen. Vraag het hun.
problem_ours = Er ging bij ons iets mis. Er is niets verloren; probeer het over een minuut opnieuw.
name_empty = Vul het domein in dat u wilt gebruiken.
name_too_long = Deze naam heeft { $count } tekens. Er passen er hoogstens 253.
name_dots = Er staan twee punten achter elkaar, of een aan het begin.
name_part_too_long = Het deel { $part } is te lang. Elk deel heeft hoogstens 63 tekens.
name_part_bad = Het deel { $part } heeft tekens die niet passen. Letters, cijfers en koppeltekens mogen.
name_address = { $name } is een IP-adres. Vul een naam in zoals shop.example.com.
name_single = { $name } is maar één deel van een naam. Vul hem helemaal in, zoals shop.example.com.

## Waarom er geen sessie is

no_page_title = Deze pagina is hier niet
no_page_why = Het adres is niet volledig of nooit gebruikt. Ga terug naar waar u vandaan kwam en open het opnieuw.
over_title = Deze sessie is afgelopen
over_why = Ga terug naar waar u vandaan kwam en open haar opnieuw. We blijven uw domein controleren.
link_over_title = Deze link is verlopen
link_over_why = Vraag degene die hem stuurde om een nieuwe. We blijven het domein controleren.
consent_given_title = U kunt dit venster sluiten
consent_given_why = Uw DNS-host voegt de records nu toe. De pagina waar u vandaan komt controleert ze.
consent_stopped_title = Er is niets veranderd
consent_stopped_why = U stopte voordat er een record was toegevoegd. Sluit dit venster om het opnieuw te proberen, of om de records zelf toe te voegen.
consent_refused_title = Uw DNS-host heeft de records niet toegevoegd
consent_refused_why = Sluit dit venster en voeg ze zelf toe. De pagina waar u vandaan komt laat zien hoe.
no_consent_title = Dit kan nu niet
no_consent_why = Uw DNS-host antwoordt niet, of doet dit niet voor uw domein. Sluit dit venster en voeg de records zelf toe.
ours_title = Er ging bij ons iets mis
ours_why = Met uw domein is voor zover we weten niets mis. Probeer het over een minuut opnieuw.

## Wat we zagen

asked_dns = We vroegen { $server }{ $transport ->
    [tcp] { " " }via TCP
   *[udp] { "" }
} naar { $question }, om { $at }:
may_be_kept = Mag { $span } worden bewaard (TTL { $ttl }).
rcode = { $meaning } ({ $code }).
rcode_noerror = Niets van dit type daar
rcode_nxdomain = Niets daar: de naam bestaat niet
rcode_servfail = De server faalde
rcode_refused = De server wil niet antwoorden
rcode_lame = De server gaat niet over het domein
rcode_timeout = Geen antwoord op tijd
rcode_formerr = Niets dat te lezen was
rcode_other = Geen antwoord
remark = De server merkt op: { $reason ->
    [old] dit is een oud antwoord
    [signatures] de handtekeningen van het domein kloppen niet
    [remembered] de fout is onthouden van eerder
    [blocked] de naam is daar geblokkeerd
    [unreachable] de servers van het domein waren niet bereikbaar
   *[unusual] er was iets ongewoons
} (EDE { $code }).
asked_page = We openden { $url } op { $address }, om { $at }:
hop = Status { $status }{ $server ->
    [unknown] { "" }
   *[other] { " " }van { $server }
} op { $address }{ $location ->
    [unknown] { "" }
   *[other] , verder naar { $location }
}.
visit_marker = Daar antwoordde onze eigen server, met zijn merkteken.
visit_unchecked = Daar antwoordde een server van ons, waarvan we het merkteken niet konden controleren.
visit_answered = Het antwoord draagt ons merkteken niet.
visit_refused = De verbinding werd geweigerd.
visit_timed_out = Er kwam geen antwoord op tijd.
visit_broken = De verbinding brak af, of wat kwam was geen webpagina.
visit_forbidden = Het leidde naar een adres dat we niet bezoeken.
visit_nowhere = Het leidde naar een naam zonder adres.
visit_circle = Het leidde terug naar waar we al waren geweest.
visit_too_many = Na tien omleidingen stopten we.
asked_certificate = We vroegen { $address } om het certificaat van { $subject }, om { $at }:
tls_none = De server heeft geen certificaat voor deze naam.
tls_broken = Wat kwam was geen beveiligde verbinding.
tls_forbidden = Het is een adres dat we niet bezoeken.
cert_nameless = Een certificaat zonder naam.
cert_covers = Een certificaat voor deze naam: { $names }.
cert_others = Een certificaat voor andere: { $names }.
cert_issuer = Uitgegeven door { $issuer }.
cert_until = Geldig tot { $at }.

## Bevindingen: eigendom

ownership_missing_title = De code is er nog niet.
ownership_missing_why = Er is geen TXT-record op { $name }.
ownership_missing_fix = Voeg het TXT-record toe met de naam { $entered }.
ownership_mismatch_title = De code heeft een andere waarde.
ownership_mismatch_why = Op { $name } staat een andere waarde.
ownership_mismatch_empty = De waarde op { $name } is leeg.
ownership_mismatch_lacks = Op { $name } staat { $value }, zonder het einde { $end }.
ownership_mismatch_extra = Op { $name } staat { $value }: het einde { $end } is te veel.
ownership_mismatch_older = Op { $name } staat { $value }, een oudere of een andere code.
ownership_mismatch_else = Op { $name } staat { $value }, en dat is iets anders.
ownership_mismatch_fix = Vervang de waarde door { $wanted }.
ownership_at_wrong_name_title = Goede waarde, verkeerde plaats.
ownership_at_wrong_name_why = De code staat op { $found }; we zoeken hem op { $name }.
ownership_at_wrong_name_fix = Verplaats hem: naam { $entered }.
ownership_quoted_title = De waarde heeft extra tekens.
ownership_quoted_why = Met de aanhalingstekens, spaties of punten is de waarde op { $name } { $found }.
ownership_quoted_fix = Vul de waarde zonder die tekens in: { $wanted }.
ownership_wildcard_title = Een jokerrecord antwoordt in plaats van de code.
ownership_wildcard_why = De CNAME op { $wildcard } laat { $name } naar { $target } leiden.
ownership_wildcard_fix = Laat het jokerrecord staan en voeg het TXT-record toe met de naam { $entered }.
ownership_hidden_title = Een ander record verbergt de code.
ownership_hidden_why = { $name } is een alias (CNAME) van { $target }, dus daar is geen code te zien.
ownership_hidden_fix = Verwijder de CNAME met de naam { $entered } en voeg daar het TXT-record toe.
name_doubled_title = De naam is dubbel ingevuld.
name_doubled_why = { De-host } voegt ‘{ $zone }’ zelf toe, dus het record kwam op { $found } terecht.
name_doubled_fix = Wijzig de naam in { $entered }.

## Bevindingen: routering

routing_missing_title = Het domein leidt nog nergens heen.
routing_missing_why = Er is geen adres (A, AAAA) of alias (CNAME) op { $name }.
routing_missing_fix = Voeg het hier getoonde record toe, met de naam { $entered }.
change_value = Wijzig de waarde in { $wanted }.
zone_appended_title = Uw domein is aan de waarde toegevoegd.
zone_appended_why = { De-host } voegde het zelf toe, dus { $name } leidt naar { $found }.
zone_appended_fix = Wijzig de waarde in { $wanted }, met de punt aan het einde.
typo_title = De waarde heeft een typefout.
typo_why = { $name } leidt naar { $found }, en dat is bijna goed.
wrong_target_title = Het leidt ergens anders heen.
wrong_target_why = { $name } leidt naar { $found }.
cname_multiple_title = { $count } CNAME-records staan op één naam.
cname_multiple_why = Er kan maar één alias (CNAME) gelden; { $name } leidt naar { $found }.
cname_multiple_fix = Verwijder de CNAME naar { $others }. Laat die naar { $wanted } staan.
cname_multiple_none_fix = Verwijder ze op één na en wijzig de waarde daarvan in { $wanted }.
cname_at_apex_title = Hier kan geen CNAME staan.
cname_at_apex_why = Aan het begin van uw domein zou een alias (CNAME) naar { $target } e-mail en nameservers verbergen.
cname_at_apex_alias_fix = Voeg { bij-host } een aliasrecord (ALIAS of ANAME) naar { $target } toe, of verbind { $www }.
cname_at_apex_fix = Vervang { bij-host } elke CNAME met de naam { $entered } door de hier getoonde records.
cname_conflict_title = Andere records staan in de weg.
cname_conflict_mail_title = E-mailrecords staan in de weg.
cname_conflict_why = Een alias (CNAME) moet alleen staan, en { $name } heeft ook { $types }.
cname_conflict_fix = Verwijder { bij-host } de { $types }-records met de naam { $entered }.
cname_conflict_mail = E-mail aan { $name } stopt dan; wilt u die houden, verbind dan een andere naam.
cname_indirect_title = Het werkt via een andere naam.
cname_indirect_why = { $name } leidt via { $via } naar ons.
cname_indirect_fix = Niets te doen. Laat { $via } staan: zonder werkt het domein niet meer.
cname_flattened_title = De adressen kloppen.
cname_flattened_why = { De-host } antwoordt voor { $name } met adressen in plaats van een alias (CNAME).
cname_flattened_fix = Niets te doen. Dat telt als goed.
proxied_title = De proxy van { $by } verbergt uw record.
proxied_why = De adressen van { $name } zijn van { $by }, en daar zijn wij niet te bereiken.
proxied_fix = Zet bij { $by } de proxy (CDN) uit voor { $entered }.
proxied_cloudflare_fix = Zet in Cloudflare DNS de wolk van { $entered } van oranje op grijs (‘DNS only’).
proxied_through_title = Het werkt via de proxy van { $by }.
proxied_through_why = { $by } staat tussen bezoekers van { $name } en ons, en dat kan certificaten hinderen.
proxied_through_fix = Voor de zekerheid: { $fix }
provider_forwarding_title = Een parkeer- of doorstuurpagina antwoordt.
provider_forwarding_why = { $name } heeft het adres { $found }, en dat is de pagina van { $by }.
provider_forwarding_fix = Zet bij { $by } doorsturen en parkeren uit voor { $entered } en voeg dan het hier getoonde record toe.
cname_loop_title = De records leiden in een kring.
cname_loop_why = Vanaf { $name } kwamen we twee keer bij { $at }.
cname_loop_here_fix = Wijzig de CNAME op { $at } in de hier getoonde waarde.
cname_loop_fix = Wijzig de CNAME op { $at } zo dat hij verder leidt.
cname_chain_broken_title = De records eindigen nergens.
cname_chain_broken_why = { $name } leidt naar { $at }, en dat bestaat niet.
cname_chain_broken_fix = Voeg een record toe voor { $at }, of gebruik de hier getoonde waarde.
target_gone_title = Het doel is er niet.
tenant_repairs = U hoeft niets te doen. { De-dienst } moet het herstellen.
tenant_changes = U hoeft niets te doen. { De-dienst } moet die regel wijzigen.
cname_chain_long_title = De weg naar ons is lang.
cname_chain_long_why = Er staan { $count } namen tussen { $name } en ons, en sommige servers geven eerder op.
cname_chain_long_fix = Laat { $entered } rechtstreeks naar de hier getoonde waarde leiden.
wildcard_masks_title = Een jokerrecord antwoordt voor deze naam.
wildcard_masks_why = Het record { $wildcard } geldt voor alle namen zonder eigen record, dus ook voor { $name }.
wildcard_masks_fix = Voeg het hier getoonde record toe met de naam { $entered }, zodat het zo blijft.
mail_shadowed_title = Deze wijziging zou uw e-mail stoppen.
mail_shadowed_why = Een alias (CNAME) hier zou de e-mailrecords ({ $types }) van { $name } verbergen.
mail_shadowed_apex_fix = Gebruik in plaats daarvan het A-record hieronder.
mail_shadowed_fix = Verbind een andere naam, zoals { $www }, of verhuis eerst de e-mail.
answers_vary_title = Het antwoord wisselt van tijd tot tijd.
answers_vary_why = Sommige bezoekers van { $name } worden naar { $wrong } gestuurd.
answers_vary_fix = Wijzig { bij-host } elke variant van { $entered } (per regio of om de beurt) in de hier getoonde waarde.
https_record_title = Een HTTPS-record leidt ergens anders heen.
https_record_why = Nieuwere browsers volgen het: voor { $name } zegt het { $found }, en dat is niet van ons.
https_record_fix = Verwijder { bij-host } het record van het type HTTPS met de naam { $entered }.
address_private_title = Dit adres is niet op internet.
address_private_why = { $name } heeft { $found }, en dat werkt hoogstens binnen privénetwerken.
replace_fix = Vervang { bij-host } { $found } door de hier getoonde waarde.
www_not_covered_title = De naam met www is niet verbonden.
www_not_covered_why = Bezoekers van { $name } komen { $place ->
    [somewhere] ergens anders aan
   *[nowhere] nergens aan
}.
www_not_covered_fix = Verbind ook { $name }, of stuur die naam { bij-host } door.
address_wrong_title = Het leidt naar een andere server.
address_wrong_why = { $name } heeft het adres { $found }, en dat is niet van ons.
address_wrong_known_title = Het leidt nog naar { $whose }.
address_wrong_known_why = { $name } heeft het adres { $found }, en dat is van { $whose }.
address_extra_title = Een oud adres staat naast het nieuwe.
address_extra_why = Sommige bezoekers van { $name } zouden bij { $found } uitkomen.
address_extra_fix = Verwijder { bij-host } { $count ->
    [1] het record
   *[other] de records
} met { $found }.
aaaa_leftover_title = { $count ->
    [1] Een oud IPv6-adres is er nog.
   *[other] Oude IPv6-adressen zijn er nog.
}
aaaa_leftover_why = Veel bezoekers van { $name } zouden bij uw vorige aanbieder uitkomen.
aaaa_leftover_fix = Verwijder { $count ->
    [1] het AAAA-record
   *[other] de AAAA-records
} { $found }.

## Bevindingen: verspreiding

versions-part = { $old ->
    [unknown] { "" }
   *[other] { " " }(versie { $old } in plaats van { $new })
}
authorities_disagree_title = { $count ->
    [1] Een server van uw DNS-aanbieder loopt achter.
   *[other] Enkele servers van uw DNS-aanbieder lopen achter.
}
authorities_disagree_why = { $servers } { $count ->
    [1] heeft
   *[other] hebben
} de wijziging { $since ->
    [hour] in een uur niet
   *[now] nog niet
} overgenomen{ versions-part }.
authorities_disagree_fix = Het komende uur is er niets te doen.
authorities_disagree_lasting_fix = Vraag { de-host } waarom { $servers } die niet { $count ->
    [1] heeft
   *[other] hebben
} overgenomen.
ttl_high_title = Oude kopieën worden { $span } bewaard.
ttl_high_why = Het record op { $name } staat dat toe: de TTL (hoe lang kopieën gelden) is { $ttl } seconden.
ttl_high_fix = Zet de TTL op { $short } en wacht { $span } voordat u { $entered } wijzigt; anders komt die wachttijd erna.
edited_elsewhere_title = Het record staat bij een andere DNS-aanbieder.
edited_elsewhere_why = Het staat op { $found }, maar over uw domein { $count ->
    [1] gaat
   *[other] gaan
} { $servers }.
edited_elsewhere_fix = Voeg bij { $host } het record toe met de naam { $entered }.
edited_elsewhere_unknown_fix = Voeg het record met de naam { $entered } toe bij het bedrijf dat { $servers } beheert.
nameservers_changing_title = Uw domein wisselt van DNS-aanbieder.
nameservers_changing_why = Sommigen vragen { $parent } naar { $name }, anderen { $child }.
nameservers_changing_fix = Vul de records bij beide DNS-aanbieders in. De wisseling kan { $span } duren.
stale_cache_title = { $what ->
    [address] Het oude adres
    [value] De oude waarde
   *[answer] Het oude antwoord
} wordt nog onthouden.
stale_cache_why = { $resolver } bewaart een kopie van uw vorige record zo lang als dat toestond.
stale_cache_fix = Niets te doen. De laatste kopie verdwijnt om { $at }.
stale_cache_latest_fix = Niets te doen. De laatste kopie hoort weg te zijn om { $at }.
stale_cache_sometime_fix = Niets te doen. De laatste kopie verdwijnt vanzelf.
negative_cache_title = { $host ->
    [unknown] Uw aanbieder
   *[other] { $host }
} heeft het; sommige kopieën zijn oud.
negative_cache_why = { $resolver } keek voordat u het toevoegde en onthoudt ‘niets daar’.
negative_cache_fix = Niets te doen. Hij kijkt weer om { $at }.
negative_cache_latest_fix = Niets te doen. Hij hoort uiterlijk om { $at } weer te kijken.
negative_cache_sometime_fix = Niets te doen. Hij kijkt vanzelf weer.

## Bevindingen: het domein

not_registered_title = Dit domein is niet geregistreerd.
not_registered_why = Het register kent { $name } niet.
not_registered_fix = Controleer de spelling van { $copy }, of registreer of verleng het.
hold_expired_title = Uw domein is verlopen.
hold_expired_why = De registratie van { $name } is geëindigd.
hold_expired_at_why = De registratie van { $name } eindigde op { $at }.
hold_expired_fix = Verleng { $copy } { bij-registrar }. Het komt binnen een dag terug.
hold_registrar_title = Uw registrar houdt uw domein tegen.
hold_registrar_why = { $name } is geregistreerd, en uitgeschakeld door de registrar.
hold_registrar_fix = Vraag de registrar waarom { $copy } is geblokkeerd. Vaak is een e-mail ter bevestiging van uw adres niet beantwoord, of een rekening niet betaald.
hold_registry_title = Het register houdt uw domein tegen.
hold_registry_why = { $name } is geregistreerd, en uitgeschakeld door het register.
hold_registry_fix = Vraag uw registrar waarom { $copy } is geblokkeerd: alleen die kan het register vragen.
no_delegation_title = Uw domein heeft geen nameservers.
no_delegation_why = Het register kent { $name }, maar geen server die ervoor antwoordt.
no_delegation_fix = Vul { bij-registrar } de nameservers van uw DNS-aanbieder in voor { $copy }.
delegation_mismatch_title = Twee lijsten met nameservers verschillen.
delegation_mismatch_parent_why = Alleen het register noemt { $parent }; uw DNS-aanbieder niet.
delegation_mismatch_child_why = Alleen uw DNS-aanbieder noemt { $child }; het register niet.
delegation_mismatch_both_why = Alleen het register noemt { $parent }, alleen uw DNS-aanbieder { $child }.
delegation_mismatch_parent_fix = Verwijder { bij-registrar } { $parent } voor { $name }.
delegation_mismatch_child_fix = Voeg { bij-registrar } { $child } toe voor { $name }.
delegation_mismatch_both_fix = Verwijder { bij-registrar } { $parent } en voeg { $child } toe voor { $name }.
dnssec_title = De handtekeningen van uw domein kloppen niet.
dnssec_why = Servers die handtekeningen (DNSSEC) controleren weigeren { $name }.
dnssec_key_why = Het register heeft een sleutel (DS-record) die niet van { $name } is.
dnssec_unsigned_why = Het register zegt dat { $name } is ondertekend (DNSSEC), en dat is niet zo.
dnssec_expired_why = De handtekeningen (DNSSEC) van { $name } verliepen op { $at }.
dnssec_early_why = De handtekeningen (DNSSEC) van { $name } gelden pas vanaf { $at }.
dnssec_key_fix = Verwijder { bij-registrar } de sleutel (DS-record) van { $copy }.
dnssec_fix = Vraag { de-host } om { $copy } opnieuw te ondertekenen, of verwijder de sleutel (DS-record) bij uw registrar.
lame_all_title = Geen server antwoordt voor uw domein.
lame_title = Een genoemde server kent uw domein niet.
lame_why = { $servers } { $count ->
    [1] hoort voor { $name } te antwoorden, en doet dat niet.
   *[other] horen voor { $name } te antwoorden, en doen dat niet.
}
lame_all_fix = Controleer { bij-registrar } de nameservers van { $copy }.
lame_fix = Verwijder { bij-registrar } { $servers }, of laat het herstellen.
unreachable_title = { $count ->
    [1] Een server van uw DNS-aanbieder zwijgt.
   *[other] Servers van uw DNS-aanbieder zwijgen.
}
unreachable_why = Van { $servers } kwam geen antwoord voor { $name }.
unreachable_fix = Nu is er niets te doen. Houdt het aan, vraag { de-host } dan naar { $servers }.
lookup_failed_title = Onze controle mislukte.
lookup_failed_why = Met uw domein is voor zover we weten niets mis.
lookup_failed_fix = Niets te doen. We proberen het vanzelf opnieuw.

## Bevindingen: het certificaat

caa_none_title = Uw domein staat geen certificaten toe.
caa_only_title = Uw domein staat alleen certificaten van { $issuer } toe.
caa_others_title = Uw domein staat onze certificaten niet toe.
caa_target_title = Het doel van het record verbiedt onze certificaten.
caa_why = Door een regel (CAA) op { $name } kunnen we er geen krijgen.
caa_fix = Voeg dit record ernaast toe: CAA { $record }.
caa_lookup_title = Een vraag over certificaten krijgt geen antwoord.
caa_lookup_why = { De-host } zegt op { $name } niet wie certificaten mag uitgeven (CAA), dus niemand doet het.
caa_lookup_fix = Vraag { de-host } om vragen van het type CAA voor { $copy } te beantwoorden.
caa_critical_title = Een certificaatregel wordt niet begrepen.
caa_critical_why = De regel (CAA) op { $name } moet worden gevolgd, en het label { $tag } is onbekend.
caa_critical_fix = Verwijder het CAA-record met het label { $tag } op { $name }.
caa_malformed_title = Een certificaatregel is niet te lezen.
caa_malformed_why = De regel (CAA) op { $name } heeft de waarde { $value }.
caa_malformed_fix = Wijzig de waarde in { $clean }, zonder aanhalingstekens en spaties, of verwijder het record.
caa_malformed_again_fix = Vul de waarde opnieuw in zonder extra aanhalingstekens en spaties, of verwijder het record.
caa_bound_title = Een certificaatregel is voor een ander account.
caa_bound_why = De regel (CAA) op { $name } legt een account of een manier van controleren vast: { $value }.
caa_bound_fix = Komt er geen certificaat, voeg er dan naast toe: CAA { $record }.
intercepted_title = Iets antwoordt vóór ons.
intercepted_why = Een cache of proxy{ $server ->
    [unknown] { "" }
   *[other] { " " }({ $server })
} vóór { $name } beantwoordt de certificaatcontrole.
intercepted_fix = Laat { $folder } door zonder cache of omleiding.
http_refused_why = { $address } weigert bezoeken aan { $name } via gewone http (poort 80).
http_silent_why = { $address } antwoordt niet voor { $name } via gewone http (poort 80).
http_ours_title = Onze eigen server antwoordt niet.
http_ours_fix = U hoeft niets te doen. We zijn ermee bezig.
http_title = Niets antwoordt op dit { $family ->
    [v6] IPv6-adres
   *[v4] adres
}.
http_fix = Vervang { $address } door de hier getoonde waarde, of open daar poort 80.
redirect_loop_title = Omleidingen leiden in een kring.
redirect_loop_why = Een bezoek aan { $url } wordt steeds verder gestuurd, terug naar { $at }.
redirect_loop_fix = Verwijder de omleiding op { $at }. Komt die van een proxy, zet de versleuteling daar op ‘Full (strict)’.
acme_wrong_title = Het record van het certificaat leidt ergens anders heen.
acme_wrong_why = { $name } leidt naar { $found }, dus de controle kan niet slagen.
acme_wrong_fix = Wijzig de waarde van { $entered } in { $wanted }.
acme_missing_title = Het record van het certificaat is er nog niet.
acme_missing_why = Een naam met een ster (*) wordt gecontroleerd via { $name }.
acme_missing_fix = Voeg een CNAME toe met naam { $entered } en waarde { $wanted }.
acme_leftover_title = Er zijn records van een ander certificaat over.
acme_leftover_why = De controle van een ander liet { $types }-records achter op { $name }.
acme_leftover_fix = Verwijder de { $types }-records met de naam { $entered }, tenzij een andere dienst ze nodig heeft.
timed_out_title = Het certificaat duurde te lang.
timed_out_order_why = Er kon niet op tijd worden besteld.
timed_out_check_why = De controle van buiten kreeg binnen 3 minuten geen antwoord.
timed_out_issue_why = Er kwam niet op tijd een certificaat.
timed_out_deploy_why = Het certificaat bereikte onze servers niet op tijd.
timed_out_delete_why = Het oude certificaat werd niet op tijd verwijderd.
timed_out_fix = Los eerst elk ander punt op dat hier staat. Daarna proberen we het opnieuw.
rate_limited_title = Het certificaat moet wachten.
rate_limited_own_why = We bestellen er maar enkele tegelijk, en anderen waren eerder.
rate_limited_ca_why = De certificaatautoriteit geeft er maar enkele tegelijk.
rate_limited_fix = Niets te doen. We proberen het opnieuw om { $at }.
rejected_title = De certificaatautoriteit weigerde.
rejected_why = Haar woorden zijn: { $words }.
rejected_words = { $detail } ({ $problem })
rejected_fix = Los eerst op wat zij noemt. { De-dienst } kan daarbij helpen.
high_risk_title = Deze naam moet met de hand worden gecontroleerd.
high_risk_listed_why = Certificaatautoriteiten kijken bij bekende namen twee keer.
high_risk_alike_why = { $name } lijkt op een bekende naam, dus kijkt men twee keer.
high_risk_refused_why = De certificaatautoriteit wil { $name } beter bekijken.
high_risk_fix = Vraag { de-dienst } om de controle van { $copy }.
wrong_certificate_title = Hier antwoordt een ander certificaat.
wrong_certificate_why = De server op { $address } toont er een voor { $names }{ $count ->
    [0] { "" }
   *[other] { " " }en nog { $count }
}{ van-uitgever }.
wrong_certificate_nameless_why = De server op { $address } toont er een zonder naam{ van-uitgever }.
wrong_certificate_untrusted_why = De server op { $address } toont er een die browsers niet vertrouwen{ van-uitgever }.
van-uitgever = { $issuer ->
    [unknown] { "" }
   *[other] { " " }(van { $issuer })
}
wrong_certificate_fix = Is { $copy } uw vorige aanbieder, verwijder { $name } daar dan.
hsts_title = Bezoekers moeten op het certificaat wachten.
hsts_why = { $name } zegt browsers om alle namen eronder alleen beveiligd te openen.
hsts_fix = Niets te doen. Het opent zodra het certificaat er is.
target_broken_title = Het doel van uw record heeft geen adres.
target_broken_why = Uw record moet naar { $name } leiden, en dat leidt nu nergens heen.
origin_title = De site achter uw domein antwoordt niet.
origin_why = Uw domein bereikt { de-dienst }, maar de server daar gaf fout { $status }.

## Bevindingen: van wie het is

taken_title = Deze naam is al verbonden.
taken_why = Een andere verbinding houdt { $name }, misschien een van uzelf.
taken_fix = Verwijder { $copy } daar, of voeg het hier getoonde TXT-record toe om de naam over te nemen.
takeover_title = Er zijn records van een beëindigde verbinding over.
takeover_why = Op { $name } staat niets, en omdat het nog naar ons leidt, zouden anderen het kunnen opeisen.
takeover_fix = Verwijder { bij-host } de { $types }-records met de naam { $entered }.

## De weg naar de records

use_both = Met en zonder www verbinden
use_both_why = Aanbevolen: bezoekers komen dan hoe dan ook aan.
move_here = Dit domein is van mij: hierheen verhuizen
move_why = U bewijst het met een record. Wie de naam nu heeft, hoort het vóór de verhuizing.
pair_why = Bezoekers typen deze naam met of zonder www.
pair_add = Ook { $name } verbinden
pair_other = Ook: { $name }
analysis_title = We bekijken { $domain }
analysis_why = Dit duurt enkele seconden en verandert niets.
look_zone = Uw domein wordt gezocht
look_zone_found = Uw domein is { $zone }
look_zone_none = Uw domein is niet gevonden
look_host = Uw DNS-provider wordt herkend
look_host_unknown = Uw DNS-provider kennen we niet bij naam
look_records = Aanwezige records worden gelezen
look_records_none = Bij { $name } staat nog niets
look_records_some = Records bij { $name }: { $count }
look_rules = Regels voor certificaten (CAA) worden gelezen
look_rules_good = Onze certificaten zijn toegestaan
look_rules_bad = Een regel voor certificaten (CAA) moet veranderen
look_rules_unknown = De regels voor certificaten (CAA) waren niet te lezen
look_conflicts = We zoeken wat in de weg staat
look_conflicts_none = Niets staat in de weg
look_conflicts_some = Eerst te verwijderen records: { $count }
full_names = Volledige namen tonen
full_names_why = als uw DNS-provider { $zone } niet zelf toevoegt
print = Afdrukken
send = Naar een collega sturen
send_why = Die ziet deze records en kan ze controleren, meer niet. De link werkt 30 dagen.
send_make = Link maken
send_ready = De link is klaar. Geef hem alleen aan mensen die deze records mogen zien.
send_mail = E-mail schrijven
mail_subject = DNS-records voor { $domain }
mail_please = Hallo, graag deze DNS-records toevoegen voor { $domain }:
mail_link = Hier staan ze klaar om te kopiëren, en ziet u wanneer ze kloppen: { $link }
clear_pill = Te verwijderen
clear_mail = Houd de mailrecords (MX): die staan niet in de weg.
compared = We zien
compared_surplus = te veel:
compared_missing = ontbreekt:
compared_legend = Doorgestreept: te veel. Onderstreept: ontbreekt.
check_running = We vragen het de servers; sommige nemen de tijd.
check_failed = Dat lukte zojuist niet. Voor zover we weten is uw domein in orde.
leave = U kunt deze pagina sluiten. We blijven controleren, en { $tenant } hoort wanneer het live is.
