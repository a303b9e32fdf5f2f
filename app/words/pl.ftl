# Polski: spokojnie, dokładnie, bezosobowo albo w trybie rozkazującym uprzejmym.

## Części

u-host = u { $host ->
    [unknown] dostawcy DNS
   *[other] dostawcy { $host }
}
U-host = U { $host ->
    [unknown] dostawcy DNS
   *[other] dostawcy { $host }
}
Host = { $host ->
    [unknown] Dostawca DNS
   *[other] { $host }
}
host-gen = { $host ->
    [unknown] dostawcy DNS
   *[other] dostawcy { $host }
}
host-acc = { $host ->
    [unknown] dostawcę DNS
   *[other] dostawcę { $host }
}
Serwis = { $tenant ->
    [unknown] Serwis
   *[other] { $tenant }
}
serwis-gen = { $tenant ->
    [unknown] serwisu
   *[other] firmy { $tenant }
}
serwis-acc = { $tenant ->
    [unknown] serwis
   *[other] firmę { $tenant }
}
u-rejestratora = U rejestratora (tam, gdzie domena została kupiona)
n-rekordow = { $count ->
    [one] jeden rekord
    [few] { $count } rekordy
    [many] { $count } rekordów
   *[other] { $count } rekordu
}
N-rekordow = { $count ->
    [one] Jeden rekord
    [few] { $count } rekordy
    [many] { $count } rekordów
   *[other] { $count } rekordu
}
n-brakuje = { $count ->
    [one] brakuje jednego
    [few] brakuje { $count }
    [many] brakuje { $count }
   *[other] brakuje { $count }
}
N-poprawne = { $count ->
    [one] Jeden jest
    [few] { $count } są
    [many] { $count } jest
   *[other] { $count } jest
}

## Listy, okresy, zdania

list_more = { $a }, { $b }
list_last = { $a } i { $b }
sentences = { $a } { $b }
span_seconds = { $count ->
    [one] { $count } sekundę
    [few] { $count } sekundy
    [many] { $count } sekund
   *[other] { $count } sekundy
}
span_minutes = { $count ->
    [one] { $count } minutę
    [few] { $count } minuty
    [many] { $count } minut
   *[other] { $count } minuty
}
span_hours = { $count ->
    [one] { $count } godzinę
    [few] { $count } godziny
    [many] { $count } godzin
   *[other] { $count } godziny
}
span_days = { $count ->
    [one] { $count } dzień
    [few] { $count } dni
    [many] { $count } dni
   *[other] { $count } dnia
}
time_until = { $time }, { $distance }

## Strona

title = Podłącz swoją domenę
progress = Postęp
step_domain = Domena
step_records = Rekordy
step_live = Działa
axis_ownership = Własność
axis_routing = Kierowanie
axis_certificate = Certyfikat
axis_live = Działa
axis_done = , gotowe,
axis_now = , w toku,
language = Język
question = Której domeny chcesz użyć?
question_why = Następnie pokażemy dokładnie, jakie rekordy dodać. Nic się nie zmieni przed ich dodaniem.
question_bound = Ta strona dotyczy tej domeny. Nic się nie zmieni przed dodaniem rekordów.
example = Na przykład shop.example.com
we_use = Użyjemy { $name }
apex_advice = Nazwę z przedrostkiem, np. www, łatwiej podłączyć i nie wpływa to na pocztę.
www_advice = Kto pominie www, trafi tu tylko wtedy, gdy podłączysz także tę nazwę.
go_on = Dalej
field_name = Nazwa
field_value = Wartość
copy_name = Kopiuj nazwę { $text }
copy_value = Kopiuj wartość { $text }
copy_text = Kopiuj { $text }
copied = Skopiowano
select = Zaznaczono. Naciśnij Ctrl+C lub ⌘C, aby skopiować.
no_name = (zostaw puste)
full_name = Pełna nazwa: { $name }
open_host = Otwórz DNS: { $host }
consent = { $host } może dodać te rekordy za ciebie. Okno na { $place } pokaże, co się zmieni, i najpierw zapyta.
consent_open = Niech { $host } je doda
elsewhere = Gdzie indziej?
elsewhere_why = Odczytujemy to z serwerów nazw domeny. Jeśli DNS jest zarządzany gdzie indziej, obowiązują tam te same nazwy i wartości.
copy_all = Kopiuj wszystko
zone_file = Pobierz plik strefy
how_to = Jak to zrobić: { $host }
what_we_saw = Co zobaczyliśmy
visible = Gdzie to widać
visible_why = Pytamy każdy serwer dostawcy DNS, a potem niektóre z tych, których używają odwiedzający. Te drugie przez jakiś czas przechowują kopie.
column_server = Serwer
column_status = Stan
column_values = Co zawiera
asked = Zapytany { $at }
authorities = Serwery dostawcy DNS
resolvers = Serwery, których używają odwiedzający
seen_right = Poprawnie
seen_beside = Obok jest inny
seen_nothing = Jeszcze nic
seen_other = Inna wartość
seen_old = Stara odpowiedź
seen_unknown = Brak odpowiedzi
seen_until = do { $at }
last_look = Ostatnie sprawdzenie: { $at }.
looking = Sprawdzamy po raz pierwszy.
check_now = Sprawdź teraz
help = Pomoc
open_domain = Otwórz { $domain }
done = Gotowe
kept = Czuwamy nad tym: jeśli rekordy się zmienią, powiadomimy { serwis-acc }.
records_kept = Rekordy, które muszą zostać
records_ended = Rekordy
domains = Twoje domeny
all_domains = Wszystkie domeny
another = Podłącz kolejną domenę
again = Połącz ponownie
remove = Usuń tę domenę
remove_why = Od razu przestanie tu działać. Rekordy DNS pozostaną bez zmian.
remove_now = Usuń
session_ending = Ta sesja skończy się za { $left }
session_ended = Ta sesja się skończyła. Nadal można wszystko czytać i kopiować; my sprawdzamy dalej.
open_again = Otwórz ponownie
offline = Brak połączenia. Sprawdzamy dalej; strona sama się uaktualni.
away = Nie możemy połączyć się z naszym serwerem. O ile wiemy, z domeną wszystko jest w porządku.
close = Zamknij
no_script = Ta strona nie odświeża się tu sama. Użyj „Sprawdź teraz”, aby sprawdzić ponownie.
spoken = { $title }. { $records }
spoken_record = { $type }: { $status }.

## Stan połączenia

state_waiting = Czeka na rekordy
state_last = Czeka na ostatni rekord
state_certificate = Pobieranie certyfikatu
state_live = Działa
state_drifted = Wymaga uwagi
state_stalled = Stoi w miejscu
state_failed = Nie udało się podłączyć
state_archived = Już niepodłączona
live_title = { $domain } działa
live_why = Zabezpieczona od { $at }. Zachowaj { $count ->
    [1] ten rekord
    [2] oba rekordy
   *[other] wszystkie rekordy
}: bez tego domena przestanie tu działać.
drifted_title = { $domain } wymaga uwagi
drifted_why = Rekordy się zmieniły. Przywróć je tak, jak tu pokazano, aby domena nadal działała.
failed_title = Nie udało się podłączyć { $domain }
failed_rejected = Urząd certyfikacji, który wystawia certyfikaty, odmówił go dla tej nazwy.
failed_gone = Domena już nie istnieje.
failed_ask = Zapytaj { serwis-acc }.
high_risk = Ta nazwa wymaga ręcznego sprawdzenia. Urzędy certyfikacji dokładniej sprawdzają znane nazwy.
archived_title = { $domain } nie jest już podłączona
archived_why = Poniższe rekordy można usunąć. Domenę można podłączyć ponownie.
archived_expired = Przez 14 dni nikt nie wykazał, że domena należy do niego, więc przestaliśmy sprawdzać. Można ją połączyć ponownie.
archived_idle = Przez długi czas nic się nie zmieniło, więc przestaliśmy sprawdzać. Domenę można połączyć ponownie.
archived_transferred = Inne konto wykazało, że domena należy do niego, i tam jest obsługiwana. Usuń tylko rekordy, których nikt już nie potrzebuje.
moves_title = { $domain } przenosi się tutaj
moves_why = Wykazano, że należy do ciebie, a konto, które ma ją teraz, zostało powiadomione. Przeniesie się sama ({ $at }). Do tego czasu zachowaj rekord TXT.
issuing_title = Pobieranie certyfikatu dla { $domain }
issuing_why = Rekordy są poprawne i nic nie zostało do zrobienia. Potrwa to około minuty.
stalled_certificate_title = { $domain } czeka na certyfikat
stalled_certificate_why = Zachowaj rekordy. Powód podano poniżej.
stalled_title = Od pewnego czasu nic się nie zmieniło: { $domain }
stalled_why = Poniższe rekordy są nadal potrzebne. Sprawdzamy dalej, ale rzadziej.
stalled_right_why = Rekordy są poprawne. Sprawdzamy dalej, ale rzadziej.
correct_title = { N-rekordow } do poprawienia
correct_why = Co zmienić, podano pod rekordem.
correct_missing = Poza tym { n-brakuje }.
correct_found = { N-poprawne } w porządku. Co zmienić, podano poniżej.
all_found_title = { $count ->
    [1] Rekord znaleziony
    [2] Oba rekordy znalezione
   *[other] Wszystkie rekordy znalezione ({ $count })
}
all_found_why = Nic nie zostało do zrobienia. Czekamy, aż będzie je miał każdy pytany serwer.
to_go_title = Jeszcze { n-rekordow } dla { $domain }
to_go_why = { N-poprawne } już w porządku. Ta strona sama zmieni się na zieloną.
add_title = Dodaj { n-rekordow } dla { $domain }
add_why = Dodaje się je tam, gdzie zarządzany jest DNS. Już sprawdzamy: ta strona sama zmieni się na zieloną, zwykle w kilka sekund.
waits_record = czeka na rekord
waits_certificate = w drodze
waits_long = jeszcze nie
waits_routing = po kierowaniu
waits_ownership = po własności
waits_serving = około minuty później
broken_since = nie działa od { $at }
routing_count = poprawne rekordy: { $found } z { $wanted }
checked = { $what } Sprawdzono { $at }.
check_live = { $domain } działa, a rekordy są poprawne.
check_certificate = Rekordy są poprawne; certyfikat jest w drodze.
check_over = Ta domena nie jest już sprawdzana.
looked_wrong = { $count ->
    [one] Jeden nie jest
    [few] { $count } nie są
    [many] { $count } nie jest
   *[other] { $count } nie jest
} jeszcze w porządku na serwerach { host-gen }.
looked_none = Nadal brak na serwerach { host-gen }.
looked_some = { $found } z { $wanted } na serwerach { host-gen }; { n-brakuje }.
looked_all = Wszystkie rekordy są na serwerach { host-gen }.
purpose_ownership = Dowodzi, że domena jest Twoja
purpose_routing = Kieruje odwiedzających do { serwis-gen }
purpose_certificate = Pozwala na certyfikat
purpose_redirect = Prowadzi tu drugą nazwę
purpose_email = Dostarcza pocztę
record_missing = Czeka na Ciebie
record_wrong = Jeszcze niepoprawny
record_published = Znaleziony { u-host }
record_everywhere = Widoczny wszędzie
banner_host = Twój DNS jest u dostawcy { $host }
banner_zone = Dodaj je tam, gdzie zarządzany jest DNS domeny { $zone }

## Jak dodać rekordy

how_sign_in = Zaloguj się { u-host } i otwórz rekordy DNS domeny{ $zone ->
    [unknown] { "" }
   *[other] { " " }{ $zone }
}.
how_add = Wybierz dodanie rekordu i typ pokazany na karcie.
how_name = Wklej nazwę w pole „{ $field }”. { $names ->
    [full] Wpisz ją w całości, z domeną na końcu.
   *[short] Pomiń domenę na końcu.
}
how_value = Wklej wartość w pole „{ $field }” i zapisz.
how_value_card = Wklej wartość w pole wskazane na karcie i zapisz.
how_dot = Kropka na końcu wartości CNAME do niej należy.
how_quotes = Cudzysłów wokół wartości TXT do niej należy.
how_switch = Ustaw „{ $switch }” na „{ $off }”.
how_ttl = Jeśli { $host } pyta o TTL (jak długo żyją kopie), wpisz tyle sekund: { $seconds }.
how_ttl_lowest = { Host } może pytać o TTL (jak długo żyją kopie): najniższa wartość jest dobra.
how_to_any = Jak dodać te rekordy

## Co znaczą te słowa

words = Co znaczą te słowa
word_dns = DNS: spis adresów internetu. Mówi przeglądarkom i poczcie, dokąd prowadzi domena.
word_host = Dostawca DNS: firma, która prowadzi wpisy domeny, często ta, w której kupiono domenę.
word_server = Serwer nazw: komputer dostawcy DNS, który odpowiada na pytania o domenę.
word_record = Rekord: jeden wpis domeny, z typem, nazwą i wartością.
word_txt = TXT: rekord z tekstem, na przykład z kodem, który potwierdza, do kogo należy domena.
word_cname = CNAME: rekord, który czyni jedną nazwę aliasem innej.
word_a = A i AAAA: rekordy z adresem starszego typu (IPv4) lub nowszego (IPv6).
word_wildcard = Rekord wieloznaczny: odpowiada za każdą nazwę, która nie ma własnego rekordu.
word_zone = Plik strefy: wszystkie rekordy jako tekst, który wielu dostawców DNS umie wczytać.
word_certificate = Certyfikat: to, co czyni połączenie z domeną bezpiecznym. Wystawia go urząd certyfikacji.
word_proxy = Serwer pośredniczący (proxy): serwer po drodze, do którego odwiedzający trafiają zamiast do naszego.
word_registry = Rejestr domen: prowadzi końcówkę taką jak .com i wie, jakie serwery nazw ma każda domena.
word_cache = Pamięć podręczna (cache): kopie odpowiedzi przechowywane przez pewien czas, w którym nikt nie pyta ponownie.
word_redirect = Przekierowanie: odpowiedź, która odsyła odwiedzających pod inny adres.

## Dlaczego domena została odrzucona

problem_letters = Są tu znaki, których domena nie może mieć. Dozwolone są litery, cyfry i łączniki.
problem_suffix = { $name } należy do wszystkich. Wpisz własną nazwę poniżej niej.
problem_other = Ta strona dotyczy tylko { $name }. Wróć, aby podłączyć inną domenę.
problem_not_allowed = Stąd nie można dodać innej domeny.
problem_taken = Ta domena jest już podłączona lub na to czeka. Najpierw usuń ją tam.
problem_too_many = Zbyt wiele domen czeka na rekordy. Najpierw dokończ lub usuń jedną.
problem_no_room = { Serwis } nie może teraz przyjąć kolejnej domeny. Zapytaj tam o to.
problem_ours = Coś się u nas nie powiodło. Nic nie przepadło; spróbuj ponownie za minutę.
name_empty = Wpisz domenę, której chcesz użyć.
name_too_long = Długość tej nazwy w znakach: { $count }. Mieści się najwyżej 253.
name_dots = Są dwie kropki z rzędu lub kropka na początku.
name_part_too_long = Część { $part } jest za długa. Każda część ma najwyżej 63 znaki.
name_part_bad = Część { $part } ma niedozwolone znaki. Dozwolone są litery, cyfry i łączniki.
name_address = { $name } to adres IP. Wpisz nazwę taką jak shop.example.com.
name_single = { $name } to tylko część nazwy. Wpisz ją w całości, na przykład shop.example.com.

## Dlaczego nie ma sesji

no_page_title = Tej strony tu nie ma
no_page_why = Adres jest niepełny lub nigdy nie był używany. Wróć tam, skąd pochodzi, i otwórz go ponownie.
over_title = Ta sesja się skończyła
over_why = Wróć do poprzedniego miejsca i otwórz ją ponownie. Sprawdzamy domenę dalej.
link_over_title = Ten link wygasł
link_over_why = Poproś o nowy osobę, która go przysłała. Sprawdzamy domenę dalej.
consent_given_title = Możesz zamknąć to okno
consent_given_why = Twój dostawca DNS dodaje teraz rekordy. Strona, z której przychodzisz, już je sprawdza.
consent_stopped_title = Nic nie zostało zmienione
consent_stopped_why = Przerwano, zanim dodano jakikolwiek rekord. Zamknij to okno, aby spróbować ponownie albo dodać rekordy samodzielnie.
consent_refused_title = Twój dostawca DNS nie dodał rekordów
consent_refused_why = Zamknij to okno i dodaj je samodzielnie. Strona, z której przychodzisz, pokazuje jak.
no_consent_title = Teraz to niemożliwe
no_consent_why = Twój dostawca DNS nie odpowiada albo nie oferuje tego dla twojej domeny. Zamknij to okno i dodaj rekordy samodzielnie.
ours_title = Coś się u nas nie powiodło
ours_why = O ile wiemy, z domeną wszystko jest w porządku. Spróbuj ponownie za minutę.

## Co zobaczyliśmy

asked_dns = Zapytaliśmy { $server }{ $transport ->
    [tcp] { " " }przez TCP
   *[udp] { "" }
} o { $question }, o { $at }:
may_be_kept = Można przechowywać przez { $span } (TTL { $ttl }).
rcode = { $meaning } ({ $code }).
rcode_noerror = Nic tego typu tam nie ma
rcode_nxdomain = Nic tam nie ma: nazwa nie istnieje
rcode_servfail = Serwer zawiódł
rcode_refused = Serwer nie chce odpowiedzieć
rcode_lame = Serwer nie odpowiada za domenę
rcode_timeout = Brak odpowiedzi na czas
rcode_formerr = Nic, co dałoby się odczytać
rcode_other = Brak odpowiedzi
remark = Uwaga serwera: { $reason ->
    [old] to stara odpowiedź
    [signatures] podpisy domeny się nie zgadzają
    [remembered] błąd zapamiętano wcześniej
    [blocked] nazwa jest tam zablokowana
    [unreachable] serwery domeny były nieosiągalne
   *[unusual] coś było nietypowe
} (EDE { $code }).
asked_page = Otworzyliśmy { $url } pod { $address }, o { $at }:
hop = Stan { $status }{ $server ->
    [unknown] { "" }
   *[other] { " " }z { $server }
} pod { $address }{ $location ->
    [unknown] { "" }
   *[other] , dalej do { $location }
}.
visit_marker = Odpowiedział tam nasz serwer, ze swoim znakiem.
visit_unchecked = Odpowiedział tam nasz serwer, którego znaku nie udało się sprawdzić.
visit_answered = Odpowiedź nie nosi naszego znaku.
visit_refused = Połączenie odrzucono.
visit_timed_out = Odpowiedź nie nadeszła na czas.
visit_broken = Połączenie się zerwało albo nie była to strona internetowa.
visit_forbidden = Prowadziło do adresu, którego nie odwiedzamy.
visit_nowhere = Prowadziło do nazwy bez adresu.
visit_circle = Prowadziło z powrotem tam, gdzie już byliśmy.
visit_too_many = Po dziesięciu przekierowaniach przerwaliśmy.
asked_certificate = Zapytaliśmy { $address } o certyfikat { $subject }, o { $at }:
tls_none = Serwer nie ma certyfikatu dla tej nazwy.
tls_broken = To nie było bezpieczne połączenie.
tls_forbidden = To adres, którego nie odwiedzamy.
cert_nameless = Certyfikat bez nazwy.
cert_covers = Certyfikat dla tej nazwy: { $names }.
cert_others = Certyfikat dla innych: { $names }.
cert_issuer = Wystawca: { $issuer }.
cert_until = Ważny do { $at }.

## Ustalenia: własność

ownership_missing_title = Kodu jeszcze nie ma.
ownership_missing_why = Pod { $name } nie ma rekordu TXT.
ownership_missing_fix = Dodaj rekord TXT o nazwie { $entered }.
ownership_mismatch_title = Kod ma inną wartość.
ownership_mismatch_why = Pod { $name } jest inna wartość.
ownership_mismatch_empty = Wartość pod { $name } jest pusta.
ownership_mismatch_lacks = Pod { $name } jest { $value }, bez końcówki { $end }.
ownership_mismatch_extra = Pod { $name } jest { $value }: końcówka { $end } jest zbędna.
ownership_mismatch_older = Pod { $name } jest { $value }, czyli starszy lub inny kod.
ownership_mismatch_else = Pod { $name } jest { $value }, czyli coś innego.
ownership_mismatch_fix = Zastąp wartość przez { $wanted }.
ownership_at_wrong_name_title = Dobra wartość, złe miejsce.
ownership_at_wrong_name_why = Kod jest pod { $found }; szukamy go pod { $name }.
ownership_at_wrong_name_fix = Przenieś go: nazwa { $entered }.
ownership_quoted_title = Wartość ma zbędne znaki.
ownership_quoted_why = Z cudzysłowami, odstępami lub kropkami wartość pod { $name } to { $found }.
ownership_quoted_fix = Wpisz wartość bez nich: { $wanted }.
ownership_wildcard_title = Zamiast kodu odpowiada rekord wieloznaczny.
ownership_wildcard_why = Przez CNAME pod { $wildcard } nazwa { $name } prowadzi do { $target }.
ownership_wildcard_fix = Zachowaj rekord wieloznaczny i dodaj rekord TXT o nazwie { $entered }.
ownership_hidden_title = Inny rekord zasłania kod.
ownership_hidden_why = { $name } to alias (CNAME) nazwy { $target }, więc kodu tam nie widać.
ownership_hidden_fix = Usuń CNAME o nazwie { $entered }, a potem dodaj tam rekord TXT.
name_doubled_title = Nazwę wpisano podwójnie.
name_doubled_why = { Host } sam dodaje „{ $zone }”, więc rekord trafił pod { $found }.
name_doubled_fix = Zmień nazwę na { $entered }.

## Ustalenia: kierowanie

routing_missing_title = Domena jeszcze nigdzie nie prowadzi.
routing_missing_why = Pod { $name } nie ma adresu (A, AAAA) ani aliasu (CNAME).
routing_missing_fix = Dodaj pokazany tu rekord o nazwie { $entered }.
change_value = Zmień wartość na { $wanted }.
zone_appended_title = Do wartości dodano Twoją domenę.
zone_appended_why = { Host } sam ją dodał, więc { $name } prowadzi do { $found }.
zone_appended_fix = Zmień wartość na { $wanted }, z kropką na końcu.
typo_title = W wartości jest literówka.
typo_why = { $name } prowadzi do { $found }, co jest prawie dobrze.
wrong_target_title = Prowadzi gdzie indziej.
wrong_target_why = { $name } prowadzi do { $found }.
cname_multiple_title = Zbyt wiele rekordów CNAME pod jedną nazwą ({ $count }).
cname_multiple_why = Może obowiązywać tylko jeden alias (CNAME); { $name } prowadzi do { $found }.
cname_multiple_fix = Usuń CNAME do { $others }. Zachowaj ten do { $wanted }.
cname_multiple_none_fix = Usuń wszystkie poza jednym i zmień jego wartość na { $wanted }.
cname_at_apex_title = CNAME nie może tu stać.
cname_at_apex_why = Na początku domeny alias (CNAME) do { $target } zasłoniłby pocztę i serwery nazw.
cname_at_apex_alias_fix = { U-host } dodaj rekord aliasu (ALIAS lub ANAME) do { $target } albo podłącz { $www }.
cname_at_apex_fix = { U-host } zastąp każdy CNAME o nazwie { $entered } pokazanymi tu rekordami.
cname_conflict_title = Przeszkadzają inne rekordy.
cname_conflict_mail_title = Przeszkadzają rekordy poczty.
cname_conflict_why = Alias (CNAME) musi stać sam, a { $name } ma też { $types }.
cname_conflict_fix = { U-host } usuń rekordy { $types } o nazwie { $entered }.
cname_conflict_mail = Poczta do { $name } wtedy ustanie; aby ją zachować, podłącz inną nazwę.
cname_indirect_title = Działa przez inną nazwę.
cname_indirect_why = { $name } prowadzi do nas przez { $via }.
cname_indirect_fix = Nic do zrobienia. Zachowaj { $via }: bez tego domena przestanie działać.
cname_flattened_title = Adresy są poprawne.
cname_flattened_why = { Host } odpowiada na { $name } adresami zamiast aliasem (CNAME).
cname_flattened_fix = Nic do zrobienia. To liczy się jako poprawne.
proxied_title = Serwer pośredniczący { $by } zasłania rekord.
proxied_why = Adresy { $name } należą do { $by } i tam nie można nas osiągnąć.
proxied_fix = U dostawcy { $by } wyłącz serwer pośredniczący (CDN) dla { $entered }.
proxied_cloudflare_fix = W Cloudflare DNS zmień chmurkę przy { $entered } z pomarańczowej na szarą („DNS only”).
proxied_through_title = Działa przez serwer pośredniczący { $by }.
proxied_through_why = { $by } stoi między odwiedzającymi { $name } a nami, co może utrudniać certyfikaty.
proxied_through_fix = Dla pewności: { $fix }
provider_forwarding_title = Odpowiada strona parkingowa lub przekierowująca.
provider_forwarding_why = { $name } ma adres { $found }, czyli stronę { $by }.
provider_forwarding_fix = U dostawcy { $by } wyłącz przekierowanie i parkowanie dla { $entered }, a potem dodaj pokazany tu rekord.
cname_loop_title = Rekordy prowadzą w kółko.
cname_loop_why = Idąc od { $name }, dwa razy trafiliśmy do { $at }.
cname_loop_here_fix = Zmień CNAME pod { $at } na pokazaną tu wartość.
cname_loop_fix = Zmień CNAME pod { $at } tak, aby prowadził dalej.
cname_chain_broken_title = Rekordy kończą się donikąd.
cname_chain_broken_why = { $name } prowadzi do { $at }, a ta nazwa nie istnieje.
cname_chain_broken_fix = Dodaj rekord dla { $at } albo użyj pokazanej tu wartości.
target_gone_title = Celu nie ma.
tenant_repairs = Nic nie musisz robić. { Serwis } musi to naprawić.
tenant_changes = Nic nie musisz robić. { Serwis } musi zmienić tę regułę.
cname_chain_long_title = Droga do nas jest długa.
cname_chain_long_why = Liczba nazw między { $name } a nami: { $count }; niektóre serwery rezygnują wcześniej.
cname_chain_long_fix = Niech { $entered } prowadzi prosto do pokazanej tu wartości.
wildcard_masks_title = Za tę nazwę odpowiada rekord wieloznaczny.
wildcard_masks_why = Rekord { $wildcard } obowiązuje dla wszystkich nazw bez własnego, więc także dla { $name }.
wildcard_masks_fix = Dodaj pokazany tu rekord o nazwie { $entered }, aby tak zostało.
mail_shadowed_title = Ta zmiana zatrzymałaby pocztę.
mail_shadowed_why = Alias (CNAME) zasłoniłby tu rekordy poczty ({ $types }) nazwy { $name }.
mail_shadowed_apex_fix = Użyj zamiast tego rekordu A poniżej.
mail_shadowed_fix = Podłącz inną nazwę, np. { $www }, albo najpierw przenieś pocztę.
answers_vary_title = Odpowiedź co jakiś czas się zmienia.
answers_vary_why = Część odwiedzających { $name } trafia do { $wrong }.
answers_vary_fix = { U-host } zmień każdy wariant { $entered } (regionalny lub naprzemienny) na pokazaną tu wartość.
https_record_title = Rekord HTTPS prowadzi gdzie indziej.
https_record_why = Nowsze przeglądarki z niego korzystają: dla { $name } mówi { $found }, a to nie nasze.
https_record_fix = { U-host } usuń rekord typu HTTPS o nazwie { $entered }.
address_private_title = Tego adresu nie ma w internecie.
address_private_why = { $name } ma { $found }, co działa najwyżej w sieciach prywatnych.
replace_fix = { U-host } zastąp { $found } pokazaną tu wartością.
www_not_covered_title = Nazwa z www nie jest podłączona.
www_not_covered_why = Odwiedzający { $name } { $place ->
    [somewhere] trafiają gdzie indziej
   *[nowhere] nie trafiają nigdzie
}.
www_not_covered_fix = Podłącz też { $name } albo przekieruj ją { u-host }.
address_wrong_title = Prowadzi do innego serwera.
address_wrong_why = { $name } ma adres { $found }, a to nie nasz.
address_wrong_known_title = Nadal prowadzi do { $whose }.
address_wrong_known_why = { $name } ma adres { $found }, należący do { $whose }.
address_extra_title = Obok nowego adresu jest stary.
address_extra_why = Część odwiedzających { $name } trafiłaby do { $found }.
address_extra_fix = { U-host } usuń { $count ->
    [1] rekord
   *[other] rekordy
} z { $found }.
aaaa_leftover_title = { $count ->
    [1] Stary adres IPv6 wciąż tam jest.
   *[other] Stare adresy IPv6 wciąż tam są.
}
aaaa_leftover_why = Wielu odwiedzających { $name } trafiłoby do poprzedniego dostawcy.
aaaa_leftover_fix = Usuń { $count ->
    [1] rekord AAAA
   *[other] rekordy AAAA
} { $found }.

## Ustalenia: rozchodzenie się

versions-part = { $old ->
    [unknown] { "" }
   *[other] { " " }(wersja { $old } zamiast { $new })
}
authorities_disagree_title = { $count ->
    [1] Jeden z serwerów dostawcy DNS jest opóźniony.
   *[other] Niektóre serwery dostawcy DNS są opóźnione.
}
authorities_disagree_why = Zmiana { $since ->
    [hour] od godziny nie dotarła
   *[now] jeszcze nie dotarła
} do { $servers }{ versions-part }.
authorities_disagree_fix = Przez najbliższą godzinę nic do zrobienia.
authorities_disagree_lasting_fix = Zapytaj { host-acc }, dlaczego zmiana nie dotarła do { $servers }.
ttl_high_title = Stare kopie są przechowywane przez { $span }.
ttl_high_why = Pozwala na to rekord pod { $name }: jego TTL (jak długo żyją kopie) w sekundach to { $ttl }.
ttl_high_fix = Przed zmianą { $entered } ustaw TTL na { $short } i odczekaj { $span }; inaczej trzeba będzie czekać potem.
edited_elsewhere_title = Rekord jest u innego dostawcy DNS.
edited_elsewhere_why = Jest na { $found }, ale za domenę { $count ->
    [1] odpowiada
   *[other] odpowiadają
} { $servers }.
edited_elsewhere_fix = U dostawcy { $host } dodaj rekord o nazwie { $entered }.
edited_elsewhere_unknown_fix = Dodaj rekord o nazwie { $entered } w firmie, która prowadzi { $servers }.
nameservers_changing_title = Domena zmienia dostawcę DNS.
nameservers_changing_why = Jedni pytają { $parent } o { $name }, inni { $child }.
nameservers_changing_fix = Wpisz rekordy u obu dostawców DNS. Zmiana może potrwać { $span }.
stale_cache_title = { $what ->
    [address] Stary adres jest jeszcze zapamiętany
    [value] Stara wartość jest jeszcze zapamiętana
   *[answer] Stara odpowiedź jest jeszcze zapamiętana
}.
stale_cache_why = { $resolver } przechowuje kopię poprzedniego rekordu tak długo, jak na to pozwalał.
stale_cache_fix = Nic do zrobienia. Ostatnia kopia zniknie o { $at }.
stale_cache_latest_fix = Nic do zrobienia. Ostatnia kopia powinna zniknąć do { $at }.
stale_cache_sometime_fix = Nic do zrobienia. Ostatnia kopia zniknie sama.
negative_cache_title = { $host ->
    [unknown] Dostawca
   *[other] { $host }
} już go ma; niektóre kopie są stare.
negative_cache_why = { $resolver } sprawdził przed dodaniem i pamięta „nic tam nie ma”.
negative_cache_fix = Nic do zrobienia. Sprawdzi ponownie o { $at }.
negative_cache_latest_fix = Nic do zrobienia. Powinien sprawdzić ponownie do { $at }.
negative_cache_sometime_fix = Nic do zrobienia. Sprawdzi ponownie sam.

## Ustalenia: domena

not_registered_title = Ta domena nie jest zarejestrowana.
not_registered_why = Rejestr domen nie zna { $name }.
not_registered_fix = Sprawdź pisownię { $copy } albo zarejestruj lub odnów domenę.
hold_expired_title = Domena wygasła.
hold_expired_why = Rejestracja { $name } się skończyła.
hold_expired_at_why = Rejestracja { $name } skończyła się { $at }.
hold_expired_fix = { u-rejestratora } odnów { $copy }. Wróci w ciągu dnia.
hold_registrar_title = Rejestrator wstrzymuje Twoją domenę.
hold_registrar_why = { $name } jest zarejestrowana, ale wyłączona przez rejestratora.
hold_registrar_fix = Zapytaj rejestratora, dlaczego { $copy } jest wstrzymana. Często nie potwierdzono adresu z e-maila albo nie opłacono rachunku.
hold_registry_title = Rejestr wstrzymuje Twoją domenę.
hold_registry_why = { $name } jest zarejestrowana, ale wyłączona przez rejestr domen.
hold_registry_fix = Zapytaj rejestratora, dlaczego { $copy } jest wstrzymana: tylko on może zapytać rejestr.
no_delegation_title = Domena nie ma serwerów nazw.
no_delegation_why = Rejestr domen zna { $name }, ale nie zna serwera, który za nią odpowiada.
no_delegation_fix = { u-rejestratora } wpisz serwery nazw dostawcy DNS dla { $copy }.
delegation_mismatch_title = Dwie listy serwerów nazw się różnią.
delegation_mismatch_parent_why = Tylko rejestr wymienia { $parent }; dostawca DNS nie.
delegation_mismatch_child_why = Tylko dostawca DNS wymienia { $child }; rejestr nie.
delegation_mismatch_both_why = Tylko rejestr wymienia { $parent }, tylko dostawca DNS { $child }.
delegation_mismatch_parent_fix = { u-rejestratora } usuń { $parent } dla { $name }.
delegation_mismatch_child_fix = { u-rejestratora } dodaj { $child } dla { $name }.
delegation_mismatch_both_fix = { u-rejestratora } usuń { $parent } i dodaj { $child } dla { $name }.
dnssec_title = Podpisy domeny się nie zgadzają.
dnssec_why = Serwery sprawdzające podpisy (DNSSEC) odrzucają { $name }.
dnssec_key_why = Rejestr ma klucz (rekord DS), który nie należy do { $name }.
dnssec_unsigned_why = Rejestr mówi, że { $name } jest podpisana (DNSSEC), a nie jest.
dnssec_expired_why = Podpisy (DNSSEC) { $name } wygasły { $at }.
dnssec_early_why = Podpisy (DNSSEC) { $name } obowiązują dopiero od { $at }.
dnssec_key_fix = { u-rejestratora } usuń klucz (rekord DS) dla { $copy }.
dnssec_fix = Poproś { host-acc } o ponowne podpisanie { $copy } albo usuń klucz (rekord DS) u rejestratora.
lame_all_title = Żaden serwer nie odpowiada za domenę.
lame_title = Podany serwer nie zna domeny.
lame_why = { $servers } { $count ->
    [1] powinien odpowiadać za { $name }, a tego nie robi.
   *[other] powinny odpowiadać za { $name }, a tego nie robią.
}
lame_all_fix = { u-rejestratora } sprawdź serwery nazw domeny { $copy }.
lame_fix = { u-rejestratora } usuń { $servers } albo zleć naprawę.
unreachable_title = { $count ->
    [1] Serwer dostawcy DNS milczy.
   *[other] Serwery dostawcy DNS milczą.
}
unreachable_why = Brak odpowiedzi na { $name } od { $servers }.
unreachable_fix = Na razie nic do zrobienia. Jeśli to potrwa, zapytaj { host-acc } o { $servers }.
lookup_failed_title = Nasze sprawdzenie się nie powiodło.
lookup_failed_why = O ile wiemy, z domeną wszystko jest w porządku.
lookup_failed_fix = Nic do zrobienia. Sami spróbujemy ponownie.

## Ustalenia: certyfikat

caa_none_title = Domena nie pozwala na certyfikaty.
caa_only_title = Domena pozwala tylko na certyfikaty { $issuer }.
caa_others_title = Domena nie pozwala na nasze certyfikaty.
caa_target_title = Cel rekordu zabrania naszych certyfikatów.
caa_why = Reguła (CAA) pod { $name } nie pozwala nam uzyskać certyfikatu.
caa_fix = Dodaj obok ten rekord: CAA { $record }.
caa_lookup_title = Pytanie o certyfikaty pozostaje bez odpowiedzi.
caa_lookup_why = { Host } nie mówi pod { $name }, kto może wystawiać certyfikaty (CAA), więc nikt tego nie zrobi.
caa_lookup_fix = Poproś { host-acc } o odpowiadanie na pytania typu CAA dla { $copy }.
caa_critical_title = Reguła certyfikatów jest niezrozumiała.
caa_critical_why = Reguły (CAA) pod { $name } trzeba przestrzegać, a jej znacznik { $tag } jest nieznany.
caa_critical_fix = Usuń rekord CAA ze znacznikiem { $tag } pod { $name }.
caa_malformed_title = Reguły certyfikatów nie da się odczytać.
caa_malformed_why = Reguła (CAA) pod { $name } ma wartość { $value }.
caa_malformed_fix = Zmień wartość na { $clean }, bez cudzysłowów i odstępów, albo usuń rekord.
caa_malformed_again_fix = Wpisz wartość ponownie, bez zbędnych cudzysłowów i odstępów, albo usuń rekord.
caa_bound_title = Reguła certyfikatów dotyczy innego konta.
caa_bound_why = Reguła (CAA) pod { $name } określa konto lub sposób sprawdzania: { $value }.
caa_bound_fix = Jeśli certyfikat nie nadejdzie, dodaj obok: CAA { $record }.
intercepted_title = Coś odpowiada przed nami.
intercepted_why = Pamięć podręczna lub serwer pośredniczący{ $server ->
    [unknown] { "" }
   *[other] { " " }({ $server })
} przed { $name } odpowiada na sprawdzenie certyfikatu.
intercepted_fix = Przepuszczaj { $folder } bez pamięci podręcznej i przekierowań.
http_refused_why = { $address } odrzuca odwiedziny { $name } przez zwykłe http (port 80).
http_silent_why = { $address } nie odpowiada na { $name } przez zwykłe http (port 80).
http_ours_title = Nasz serwer nie odpowiada.
http_ours_fix = Nic nie musisz robić. Zajmujemy się tym.
http_title = Nic nie odpowiada pod tym adresem{ $family ->
    [v6] { " " }IPv6
   *[v4] { "" }
}.
http_fix = Zastąp { $address } pokazaną tu wartością albo otwórz tam port 80.
redirect_loop_title = Przekierowania prowadzą w kółko.
redirect_loop_why = Odwiedziny { $url } są ciągle odsyłane, z powrotem do { $at }.
redirect_loop_fix = Usuń przekierowanie pod { $at }. Jeśli robi je serwer pośredniczący, ustaw jego szyfrowanie na „Full (strict)”.
acme_wrong_title = Rekord certyfikatu prowadzi gdzie indziej.
acme_wrong_why = { $name } prowadzi do { $found }, więc sprawdzenie nie może się udać.
acme_wrong_fix = Zmień wartość { $entered } na { $wanted }.
acme_missing_title = Rekordu certyfikatu jeszcze nie ma.
acme_missing_why = Nazwa z gwiazdką (*) jest sprawdzana przez { $name }.
acme_missing_fix = Dodaj CNAME o nazwie { $entered } i wartości { $wanted }.
acme_leftover_title = Zostały rekordy innego certyfikatu.
acme_leftover_why = Czyjeś sprawdzenie zostawiło rekordy { $types } pod { $name }.
acme_leftover_fix = Usuń rekordy { $types } o nazwie { $entered }, chyba że potrzebuje ich inna usługa.
timed_out_title = Certyfikat trwał zbyt długo.
timed_out_order_why = Nie udało się złożyć zamówienia na czas.
timed_out_check_why = Sprawdzenie z zewnątrz nie dostało odpowiedzi w ciągu 3 minut.
timed_out_issue_why = Certyfikat nie nadszedł na czas.
timed_out_deploy_why = Certyfikat nie dotarł na czas na nasze serwery.
timed_out_delete_why = Starego certyfikatu nie usunięto na czas.
timed_out_fix = Najpierw usuń pozostałe pokazane tu problemy. Potem spróbujemy ponownie.
rate_limited_title = Certyfikat musi poczekać.
rate_limited_own_why = Zamawiamy tylko kilka naraz, a inni byli wcześniej.
rate_limited_ca_why = Urząd certyfikacji wydaje tylko kilka naraz.
rate_limited_fix = Nic do zrobienia. Spróbujemy ponownie o { $at }.
rejected_title = Urząd certyfikacji odmówił.
rejected_why = Jego słowa: { $words }.
rejected_words = { $detail } ({ $problem })
rejected_fix = Najpierw napraw to, co wskazuje. { Serwis } może w tym pomóc.
high_risk_title = Ta nazwa wymaga ręcznego sprawdzenia.
high_risk_listed_why = Urzędy certyfikacji dokładniej sprawdzają znane nazwy.
high_risk_alike_why = { $name } przypomina znaną nazwę, więc sprawdza się ją dokładniej.
high_risk_refused_why = Urząd certyfikacji chce bliżej przyjrzeć się { $name }.
high_risk_fix = Poproś { serwis-acc } o sprawdzenie { $copy }.
wrong_certificate_title = Odpowiada tu inny certyfikat.
wrong_certificate_why = Serwer pod { $address } pokazuje certyfikat dla { $names }{ $count ->
    [0] { "" }
   *[other] { " " }i jeszcze { $count }
}{ od-wystawcy }.
wrong_certificate_nameless_why = Serwer pod { $address } pokazuje certyfikat bez nazwy{ od-wystawcy }.
wrong_certificate_untrusted_why = Serwer pod { $address } pokazuje certyfikat, któremu przeglądarki nie ufają{ od-wystawcy }.
od-wystawcy = { $issuer ->
    [unknown] { "" }
   *[other] { " " }(wystawca: { $issuer })
}
wrong_certificate_fix = Jeśli { $copy } to poprzedni dostawca, usuń tam { $name }.
hsts_title = Odwiedzający muszą poczekać na certyfikat.
hsts_why = { $name } każe przeglądarkom otwierać wszystkie nazwy poniżej tylko bezpiecznie.
hsts_fix = Nic do zrobienia. Otworzy się, gdy tylko będzie certyfikat.
target_broken_title = Cel rekordu nie ma adresu.
target_broken_why = Rekord ma prowadzić do { $name }, a ta nazwa teraz nigdzie nie prowadzi.
origin_title = Strona za Twoją domeną nie odpowiada.
origin_why = Domena dociera do { serwis-gen }, ale tamtejszy serwer zgłosił błąd { $status }.

## Ustalenia: czyja to nazwa

taken_title = Ta nazwa jest już podłączona.
taken_why = Inne połączenie ma { $name }, może jedno z Twoich.
taken_fix = Usuń tam { $copy } albo dodaj pokazany tu rekord TXT, aby je przenieść.
takeover_title = Zostały rekordy zakończonego połączenia.
takeover_why = Pod { $name } nic nie działa, a skoro wciąż prowadzi do nas, inni mogliby to przejąć.
takeover_fix = { U-host } usuń rekordy { $types } o nazwie { $entered }.

## Droga do rekordów

use_both = Podłącz nazwę z www i bez www
use_both_why = Zalecane: goście trafią wtedy w obu przypadkach.
move_here = Ta domena jest moja: przenieś ją tutaj
move_why = Potwierdzasz to rekordem. Obecny posiadacz nazwy dowie się o tym przed przeniesieniem.
pair_why = Goście wpisują tę nazwę z www lub bez www.
pair_add = Podłącz też { $name }
pair_other = Także: { $name }
analysis_title = Sprawdzamy { $domain }
analysis_why = To potrwa kilka sekund i niczego nie zmienia.
look_zone = Szukamy domeny
look_zone_found = Twoja domena to { $zone }
look_zone_none = Nie znaleziono domeny
look_host = Rozpoznajemy dostawcę DNS
look_host_unknown = Nie znamy tego dostawcy DNS z nazwy
look_records = Czytamy obecne rekordy
look_records_none = Pod { $name } jeszcze nic nie ma
look_records_some = Rekordy pod { $name }: { $count }
look_rules = Czytamy reguły certyfikatów (CAA)
look_rules_good = Nasze certyfikaty są dozwolone
look_rules_bad = Reguła certyfikatów (CAA) musi się zmienić
look_rules_unknown = Nie udało się odczytać reguł certyfikatów (CAA)
look_conflicts = Szukamy przeszkód
look_conflicts_none = Nic nie stoi na przeszkodzie
look_conflicts_some = Rekordy do usunięcia najpierw: { $count }
full_names = Pokaż pełne nazwy
full_names_why = jeśli dostawca DNS sam nie dodaje { $zone }
print = Drukuj
send = Wyślij współpracownikowi
send_why = Zobaczy te rekordy i może je sprawdzić, nic więcej. Link działa 30 dni.
send_make = Utwórz link
send_ready = Link jest gotowy. Przekaż go tylko osobom, które mogą widzieć te rekordy.
send_mail = Napisz e-mail
mail_subject = Rekordy DNS dla { $domain }
mail_please = Dzień dobry, proszę dodać te rekordy DNS dla { $domain }:
mail_link = Tu są gotowe do skopiowania i widać, kiedy są poprawne: { $link }
clear_pill = Do usunięcia
clear_mail = Zachowaj rekordy poczty (MX): nie przeszkadzają.
compared = Widzimy
compared_surplus = za dużo:
compared_missing = brakuje:
compared_legend = Przekreślone: za dużo. Podkreślone: brakuje.
check_running = Pytamy serwery; niektóre odpowiadają powoli.
check_failed = Teraz się nie udało. O ile wiemy, z domeną wszystko w porządku.
leave = Możesz zamknąć tę stronę. Sprawdzamy dalej, a { $tenant } dowie się, gdy domena zadziała.
