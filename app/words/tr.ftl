# Türkçe: sakin, açık, “siz” ile. Adlara ek gelmez: önüne ya da ardına bir sözcük konur.

## Parçalar

host-uzerinde = { $host ->
    [unknown] DNS sağlayıcınızda
   *[other] { $host } üzerinde
}
Host-uzerinde = { $host ->
    [unknown] DNS sağlayıcınızda
   *[other] { $host } üzerinde
}
Host = { $host ->
    [unknown] DNS sağlayıcınız
   *[other] { $host }
}
host-sunuculari = { $host ->
    [unknown] DNS sağlayıcınızın sunucularında
   *[other] { $host } sunucularında
}
host-sor = { $host ->
    [unknown] DNS sağlayıcınıza
   *[other] { $host } desteğine
}
host-iste = { $host ->
    [unknown] DNS sağlayıcınızdan
   *[other] { $host } desteğinden
}
Servis = { $tenant ->
    [unknown] Hizmet
   *[other] { $tenant }
}
servise = { $tenant ->
    [unknown] hizmete
   *[other] { $tenant } hizmetine
}
servisten = { $tenant ->
    [unknown] hizmetten
   *[other] { $tenant } ekibinden
}
servis-ekibi = { $tenant ->
    [unknown] hizmete
   *[other] { $tenant } ekibine
}
kayit-firmasinda = Alan adı firmanızda (alan adını satın aldığınız yer)

## Listeler, süreler, cümleler

list_more = { $a }, { $b }
list_last = { $a } ve { $b }
sentences = { $a } { $b }
span_seconds = { $count } saniye
span_minutes = { $count } dakika
span_hours = { $count } saat
span_days = { $count } gün
time_until = { $time }, { $distance }

## Sayfa

title = Alan adınızı bağlayın
progress = İlerleme
step_domain = Alan adı
step_records = Kayıtlar
step_live = Yayında
axis_ownership = Sahiplik
axis_routing = Yönlendirme
axis_certificate = Sertifika
axis_live = Yayında
axis_done = , tamam,
axis_now = , sürüyor,
language = Dil
question = Hangi alan adını kullanmak istiyorsunuz?
question_why = Ardından hangi kayıtları ekleyeceğinizi tam olarak gösteririz. Siz eklemeden hiçbir şey değişmez.
question_bound = Bu sayfa bu alan adı içindir. Siz kayıtları eklemeden hiçbir şey değişmez.
example = Örneğin shop.example.com
we_use = Kullanacağımız ad: { $name }
apex_advice = Önünde www gibi bir ad olan adresi bağlamak daha kolaydır ve e-postanıza dokunmaz.
www_advice = www yazmayan ziyaretçiler, yalnızca o adı da bağlarsanız ulaşır.
go_on = Devam et
field_name = Ad
field_value = Değer
copy_name = Adı kopyala: { $text }
copy_value = Değeri kopyala: { $text }
copy_text = Kopyala: { $text }
copied = Kopyalandı
select = Seçildi. Kopyalamak için Ctrl+C veya ⌘C tuşlarına basın.
no_name = (boş bırakın)
full_name = Tam ad: { $name }
open_host = { $host } DNS sayfasını aç
consent = { $host } bu kayıtları sizin için ekleyebilir. { $place } adresindeki pencere neyin değişeceğini gösterir ve önce size sorar.
consent_open = { $host } eklesin
elsewhere = Başka bir yerde mi?
elsewhere_why = Bunu alan adınızın ad sunucularından okuyoruz. DNS’i başka yerde yönetiyorsanız orada da aynı ad ve değerler geçerlidir.
copy_all = Tümünü kopyala
zone_file = Bölge dosyasını indir
how_to = { $host } üzerinde nasıl yapılır
what_we_saw = Ne gördük
visible = Nerede görünüyor
visible_why = DNS sağlayıcınızın her sunucusuna, sonra ziyaretçilerin kullandığı bazı sunuculara soruyoruz. İkinciler bir süre kopya saklar.
column_server = Sunucu
column_status = Durum
column_values = Ne var
asked = Soruldu: { $at }
authorities = DNS sağlayıcınızın sunucuları
resolvers = Ziyaretçilerin kullandığı sunucular
seen_right = Doğru
seen_beside = Yanında bir başkası var
seen_nothing = Henüz bir şey yok
seen_other = Başka değer
seen_old = Eski yanıt
seen_unknown = Yanıt yok
seen_until = bitiş: { $at }
last_look = Son bakış: { $at }.
looking = İlk kez bakıyoruz.
check_now = Şimdi denetle
help = Yardım al
open_domain = { $domain } adresini aç
done = Bitti
kept = Gözümüz üzerinde: kayıtlar değişirse { servis-ekibi } haber veririz.
records_kept = Kalması gereken kayıtlar
records_ended = Kayıtlar
domains = Alan adlarınız
all_domains = Tüm alan adları
another = Başka bir alan adı bağla
again = Yeniden bağla
remove = Bu alan adını kaldır
remove_why = Burada hemen çalışmaz olur. DNS kayıtlarınız olduğu gibi kalır.
remove_now = Kaldır
session_ending = Bu oturumun bitmesine kalan süre: { $left }
session_ended = Bu oturum sona erdi. Her şeyi okuyup kopyalayabilirsiniz; biz denetlemeyi sürdürüyoruz.
open_again = Yeniden aç
offline = Bağlantı yok. Denetlemeyi sürdürüyoruz; bu sayfa kendiliğinden güncellenir.
away = Sunucumuza ulaşamıyoruz. Bildiğimiz kadarıyla alan adınızda bir sorun yok.
close = Kapat
no_script = Bu sayfa burada kendiliğinden güncellenmez. Yeniden bakmak için “Şimdi denetle” düğmesini kullanın.
spoken = { $title }. { $records }
spoken_record = { $type }: { $status }.

## Bağlantının durumu

state_waiting = Kayıtlarınız bekleniyor
state_last = Son kayıt bekleniyor
state_certificate = Sertifika alınıyor
state_live = Yayında
state_drifted = İlginizi bekliyor
state_stalled = İlerlemiyor
state_failed = Bağlanamadı
state_archived = Artık bağlı değil
live_title = { $domain } yayında
live_why = Güvenlik başlangıcı: { $at }. { $count ->
    [1] Kaydı
    [2] İki kaydı da
   *[other] Tüm kayıtları
} yerinde bırakın: onlar olmadan alan adı burada çalışmaz.
drifted_title = { $domain } ilginizi bekliyor
drifted_why = Kayıtları değişti. Alan adının çalışmayı sürdürmesi için burada gösterildiği gibi geri getirin.
failed_title = { $domain } bağlanamadı
failed_rejected = Sertifikaları veren sertifika kuruluşu bu ad için vermeyi reddetti.
failed_gone = Alan adı artık yok.
failed_ask = Lütfen { servis-ekibi } danışın.
high_risk = Bu adın elle denetlenmesi gerekiyor. Sertifika kuruluşları tanınmış adlara iki kez bakar.
archived_title = { $domain } artık bağlı değil
archived_why = Aşağıdaki kayıtları kaldırabilirsiniz. Alan adı yeniden bağlanabilir.
archived_expired = 14 gün içinde kimse alan adının kendisine ait olduğunu göstermedi; denetlemeyi bıraktık. Yeniden bağlanabilir.
archived_idle = Uzun süre hiçbir şey değişmedi; denetlemeyi bıraktık. Alan adı yeniden bağlanabilir.
archived_transferred = Başka bir hesap alan adının kendisine ait olduğunu kanıtladı; artık orada sunuluyor. Yalnızca kimsenin gereksinmediği kayıtları silin.
moves_title = { $domain } buraya taşınıyor
moves_why = Size ait olduğunu kanıtladınız; şu an sahip olan hesap bilgilendirildi. Kendiliğinden taşınır ({ $at }). O zamana kadar TXT kaydını koruyun.
issuing_title = { $domain } için sertifika alınıyor
issuing_why = Kayıtlarınız doğru, yapacak bir şey kalmadı. Bu yaklaşık bir dakika sürer.
stalled_certificate_title = { $domain } sertifikasını bekliyor
stalled_certificate_why = Kayıtlarınızı yerinde bırakın. Nedeni aşağıda.
stalled_title = { $domain } için bir süredir değişiklik yok
stalled_why = Aşağıdaki kayıtlar hâlâ gerekli. Daha seyrek olsa da bakmayı sürdürüyoruz.
stalled_right_why = Kayıtlar doğru. Daha seyrek olsa da bakmayı sürdürüyoruz.
correct_title = Düzeltilecek { $count } kayıt var
correct_why = Neyin değişeceği kaydın altında yazıyor.
correct_missing = { $count } kayıt daha eksik.
correct_found = { $count } kayıt doğru. Neyin değişeceği aşağıda yazıyor.
all_found_title = { $count ->
    [1] Kayıt bulundu
    [2] İki kayıt da bulundu
   *[other] { $count } kaydın tümü bulundu
}
all_found_why = Yapacak bir şey kalmadı. Sorduğumuz her sunucuya ulaşmasını bekliyoruz.
to_go_title = { $domain } için { $count } kayıt kaldı
to_go_why = { $count } kayıt şimdiden doğru. Bu sayfa kendiliğinden yeşile döner.
add_title = { $domain } için { $count } kayıt ekleyin
add_why = Bunları DNS’inizin yönetildiği yerde eklersiniz. Bakmaya başladık: bu sayfa genellikle saniyeler içinde kendiliğinden yeşile döner.
waits_record = kaydını bekliyor
waits_certificate = yolda
waits_long = henüz değil
waits_routing = yönlendirmeden sonra
waits_ownership = sahiplikten sonra
waits_serving = yaklaşık bir dakika sonra
broken_since = bozulma: { $at }
routing_count = { $wanted } kayıttan { $found } tanesi doğru
checked = { $what } Denetlendi: { $at }.
check_live = { $domain } yayında ve kayıtları doğru.
check_certificate = Kayıtlar doğru; sertifika yolda.
check_over = Bu alan adına artık bakılmıyor.
looked_wrong = { host-sunuculari } { $count } kayıt henüz doğru değil.
looked_none = { host-sunuculari } hâlâ yok.
looked_some = { host-sunuculari } { $wanted } kayıttan { $found } tanesi var; { $count } tanesi eksik.
looked_all = Tüm kayıtlar { host-sunuculari } var.
purpose_ownership = Alan adının sizin olduğunu kanıtlar
purpose_routing = Ziyaretçileri { servise } götürür
purpose_certificate = Sertifikaya izin verir
purpose_redirect = İkinci bir adı buraya getirir
purpose_email = E-postanızı ulaştırır
record_missing = Sizi bekliyor
record_wrong = Henüz doğru değil
record_published = { host-uzerinde } bulundu
record_everywhere = Her yerde görünüyor
banner_host = DNS’inizin yeri: { $host }
banner_zone = Bunları { $zone } DNS’inin yönetildiği yerde ekleyin

## Kayıtlar nasıl eklenir

how_sign_in = { Host-uzerinde } oturum açın ve { $zone ->
    [unknown] alan adınızın
   *[other] { $zone } alan adının
} DNS kayıtlarını açın.
how_add = Kayıt eklemeyi seçin ve kartta gösterilen türü işaretleyin.
how_name = Adı “{ $field }” alanına yapıştırın. { $names ->
    [full] Sonunda alan adınızla birlikte tam olarak girin.
   *[short] Sonundaki alan adınızı yazmayın.
}
how_value = Değeri “{ $field }” alanına yapıştırın ve kaydedin.
how_value_card = Değeri kartın belirttiği alana yapıştırın ve kaydedin.
how_dot = CNAME değerinin sonundaki nokta değere dâhildir.
how_quotes = TXT değerinin çevresindeki tırnaklar değere dâhildir.
how_switch = “{ $switch }” ayarını “{ $off }” yapın.
how_ttl = { $host } TTL (kopyaların ne kadar saklandığı) sorarsa { $seconds } saniye girin.
how_ttl_lowest = { Host } TTL (kopyaların ne kadar saklandığı) sorabilir: en düşüğü uygundur.
how_to_any = Bu kayıtlar nasıl eklenir

## Bu sözcükler ne demek

words = Bu sözcükler ne demek
word_dns = DNS: internetin rehberi. Tarayıcılara ve e-postaya alan adınızın nereye gittiğini söyler.
word_host = DNS sağlayıcısı: alan adınızın kayıtlarını tutan firma; çoğu zaman alan adını aldığınız yer.
word_server = Ad sunucusu: DNS sağlayıcınızın, alan adınızla ilgili soruları yanıtlayan bilgisayarı.
word_record = Kayıt: türü, adı ve değeri olan tek bir satır.
word_txt = TXT: içinde metin olan kayıt; örneğin alan adının sizin olduğunu gösteren kod.
word_cname = CNAME: bir adı başka bir adın takma adı yapan kayıt.
word_a = A ve AAAA: içinde adres olan kayıtlar; eski tür (IPv4) ve yeni tür (IPv6).
word_wildcard = Genel kayıt: kendi kaydı olmayan her ad için yanıt veren kayıt.
word_zone = Bölge dosyası: tüm kayıtların metin hâli; birçok DNS sağlayıcısı içe aktarabilir.
word_certificate = Sertifika: alan adınıza bağlantıyı güvenli kılar. Onu bir sertifika kuruluşu verir.
word_proxy = Vekil sunucu (proxy): arada duran ve ziyaretçilerin bizimki yerine ulaştığı sunucu.
word_registry = Alan adı sicili: .com gibi bir uzantıyı yönetir ve her alan adının ad sunucularını bilir.
word_cache = Önbellek (cache): bir süre saklanan yanıt kopyaları; bu sürede kimse yeniden sormaz.
word_redirect = Yönlendirme: ziyaretçileri başka bir adrese gönderen yanıt.

## Bir alan adı neden reddedildi

problem_letters = Burada bir alan adında olamayacak karakterler var. Harf, rakam ve kısa çizgi uygundur.
problem_suffix = { $name } herkesin ortak kullandığı bir addır. Altında kendinize ait bir ad girin.
problem_other = Bu sayfa yalnızca { $name } içindir. Başka bir alan adı bağlamak için geri dönün.
problem_not_allowed = Buradan başka bir alan adı eklenemez.
problem_taken = Bu alan adı zaten bağlı ya da bağlanmayı bekliyor. Önce oradan kaldırın.
problem_too_many = Çok fazla alan adı kayıtlarını bekliyor. Önce birini bitirin veya kaldırın.
problem_no_room = { Servis } şu anda başka bir alan adı alamıyor. Lütfen onlara sorun.
problem_ours = Bizim tarafımızda bir sorun oldu. Kayıp yok; lütfen bir dakika sonra yeniden deneyin.
name_empty = Kullanmak istediğiniz alan adını girin.
name_too_long = Bu ad { $count } karakter. En çok 253 karakter sığar.
name_dots = Art arda iki nokta ya da başta bir nokta var.
name_part_too_long = { $part } bölümü çok uzun. Her bölüm en çok 63 karakterdir.
name_part_bad = { $part } bölümünde uygun olmayan karakterler var. Harf, rakam ve kısa çizgi uygundur.
name_address = { $name } bir IP adresidir. shop.example.com gibi bir ad girin.
name_single = { $name } bir adın yalnızca bir bölümü. shop.example.com gibi tam olarak girin.

## Neden oturum yok

no_page_title = Bu sayfa burada değil
no_page_why = Adres eksik ya da hiç kullanılmamış. Geldiğiniz yere dönün ve yeniden açın.
over_title = Bu oturum sona erdi
over_why = Geldiğiniz yere dönün ve yeniden açın. Alan adınızı denetlemeyi sürdürüyoruz.
link_over_title = Bu bağlantının süresi doldu
link_over_why = Size gönderen kişiden yenisini isteyin. Alan adını denetlemeyi sürdürüyoruz.
consent_given_title = Bu pencereyi kapatabilirsiniz
consent_given_why = DNS sağlayıcınız kayıtları şimdi ekliyor. Geldiğiniz sayfa onları denetliyor.
consent_stopped_title = Hiçbir şey değiştirilmedi
consent_stopped_why = Hiçbir kayıt eklenmeden durdunuz. Yeniden denemek ya da kayıtları kendiniz eklemek için bu pencereyi kapatın.
consent_refused_title = DNS sağlayıcınız kayıtları eklemedi
consent_refused_why = Bu pencereyi kapatın ve kayıtları kendiniz ekleyin. Geldiğiniz sayfa nasıl yapılacağını gösterir.
no_consent_title = Bu şu anda yapılamıyor
no_consent_why = DNS sağlayıcınız yanıt vermiyor ya da bunu alan adınız için sunmuyor. Bu pencereyi kapatın ve kayıtları kendiniz ekleyin.
ours_title = Bizim tarafımızda bir sorun oldu
ours_why = Bildiğimiz kadarıyla alan adınızda sorun yok. Lütfen bir dakika sonra yeniden deneyin.

## Ne gördük

asked_dns = { $server } sunucusuna{ $transport ->
    [tcp] { " " }TCP ile
   *[udp] { "" }
} { $question } sorduk, { $at }:
may_be_kept = { $span } saklanabilir (TTL { $ttl }).
rcode = { $meaning } ({ $code }).
rcode_noerror = Orada bu türden bir şey yok
rcode_nxdomain = Orada bir şey yok: ad mevcut değil
rcode_servfail = Sunucu başarısız oldu
rcode_refused = Sunucu yanıtlamak istemiyor
rcode_lame = Sunucu bu alan adından sorumlu değil
rcode_timeout = Zamanında yanıt yok
rcode_formerr = Okunabilir bir şey yok
rcode_other = Yanıt yok
remark = Sunucunun notu: { $reason ->
    [old] bu eski bir yanıt
    [signatures] alan adının imzaları uyuşmuyor
    [remembered] hata önceden hatırlanıyor
    [blocked] ad orada engelli
    [unreachable] alan adının sunucularına ulaşılamadı
   *[unusual] olağan dışı bir durum vardı
} (EDE { $code }).
asked_page = { $address } üzerinde { $url } adresini açtık, { $at }:
hop = Durum { $status }{ $server ->
    [unknown] { "" }
   *[other] , yanıtlayan { $server }
}, adres { $address }{ $location ->
    [unknown] { "" }
   *[other] , ardından { $location }
}.
visit_marker = Orada kendi sunucumuz işaretiyle yanıt verdi.
visit_unchecked = Orada işaretini denetleyemediğimiz bir sunucumuz yanıt verdi.
visit_answered = Yanıt bizim işaretimizi taşımıyor.
visit_refused = Bağlantı reddedildi.
visit_timed_out = Zamanında yanıt gelmedi.
visit_broken = Bağlantı koptu ya da gelen bir web sayfası değildi.
visit_forbidden = Ziyaret etmediğimiz bir adrese götürdü.
visit_nowhere = Adresi olmayan bir ada götürdü.
visit_circle = Daha önce bulunduğumuz yere geri götürdü.
visit_too_many = On yönlendirmeden sonra durduk.
asked_certificate = { $address } adresinden { $subject } için sertifika istedik, { $at }:
tls_none = Sunucuda bu ad için sertifika yok.
tls_broken = Gelen güvenli bir bağlantı değildi.
tls_forbidden = Bu, ziyaret etmediğimiz bir adres.
cert_nameless = Adı olmayan bir sertifika.
cert_covers = Bu ad için bir sertifika: { $names }.
cert_others = Başkaları için bir sertifika: { $names }.
cert_issuer = Veren: { $issuer }.
cert_until = Geçerlilik sonu: { $at }.

## Bulgular: sahiplik

ownership_missing_title = Kod henüz orada değil.
ownership_missing_why = { $name } adında TXT kaydı yok.
ownership_missing_fix = { $entered } adıyla TXT kaydını ekleyin.
ownership_mismatch_title = Kodun değeri farklı.
ownership_mismatch_why = { $name } adında başka bir değer var.
ownership_mismatch_empty = { $name } adındaki değer boş.
ownership_mismatch_lacks = { $name } adında { $value } var; sonundaki { $end } eksik.
ownership_mismatch_extra = { $name } adında { $value } var; sonundaki { $end } fazla.
ownership_mismatch_older = { $name } adında { $value } var; bu daha eski ya da başka bir kod.
ownership_mismatch_else = { $name } adında { $value } var; bu başka bir şey.
ownership_mismatch_fix = Değeri şununla değiştirin: { $wanted }.
ownership_at_wrong_name_title = Doğru değer, yanlış yer.
ownership_at_wrong_name_why = Kod { $found } adında; biz { $name } adında arıyoruz.
ownership_at_wrong_name_fix = Taşıyın: ad { $entered }.
ownership_quoted_title = Değerde fazladan karakterler var.
ownership_quoted_why = Tırnak, boşluk veya noktalarıyla { $name } adındaki değer { $found }.
ownership_quoted_fix = Değeri bunlar olmadan girin: { $wanted }.
ownership_wildcard_title = Kodun yerine genel bir kayıt yanıt veriyor.
ownership_wildcard_why = { $wildcard } adındaki CNAME, { $name } adını { $target } adına götürüyor.
ownership_wildcard_fix = Genel kaydı bırakın ve { $entered } adıyla TXT kaydını ekleyin.
ownership_hidden_title = Başka bir kayıt kodu gizliyor.
ownership_hidden_why = { $name } bir takma addır (CNAME): { $target }; bu yüzden orada kod görünmez.
ownership_hidden_fix = { $entered } adlı CNAME kaydını silin, sonra oraya TXT kaydını ekleyin.
name_doubled_title = Ad iki kez girilmiş.
name_doubled_why = { Host } “{ $zone }” ekini kendisi koyar; kayıt bu yüzden { $found } adına yerleşti.
name_doubled_fix = Adı şöyle değiştirin: { $entered }.

## Bulgular: yönlendirme

routing_missing_title = Alan adı henüz bir yere götürmüyor.
routing_missing_why = { $name } adında adres (A, AAAA) ya da takma ad (CNAME) yok.
routing_missing_fix = Burada gösterilen kaydı { $entered } adıyla ekleyin.
change_value = Değeri şöyle değiştirin: { $wanted }.
zone_appended_title = Değere alan adınız eklenmiş.
zone_appended_why = { Host } bunu kendisi ekledi; { $name } bu yüzden { $found } adına götürüyor.
zone_appended_fix = Değeri sonundaki noktayla birlikte şöyle değiştirin: { $wanted }.
typo_title = Değerde yazım hatası var.
typo_why = { $name }, neredeyse doğru olan { $found } adına götürüyor.
wrong_target_title = Başka bir yere götürüyor.
wrong_target_why = { $name }, { $found } adına götürüyor.
cname_multiple_title = Bir adda { $count } CNAME kaydı var.
cname_multiple_why = Yalnızca bir takma ad (CNAME) geçerli olabilir; { $name } şunlara götürüyor: { $found }.
cname_multiple_fix = Şuraya giden CNAME kaydını silin: { $others }. { $wanted } için olanı bırakın.
cname_multiple_none_fix = Biri dışında hepsini silin ve onun değerini şöyle değiştirin: { $wanted }.
cname_at_apex_title = Burada CNAME olamaz.
cname_at_apex_why = Alan adınızın başında { $target } için bir takma ad (CNAME), postayı ve ad sunucularını gizlerdi.
cname_at_apex_alias_fix = { Host-uzerinde } { $target } için bir takma ad kaydı (ALIAS veya ANAME) ekleyin ya da { $www } adını bağlayın.
cname_at_apex_fix = { Host-uzerinde } { $entered } adlı CNAME kayıtlarını burada gösterilen kayıtlarla değiştirin.
cname_conflict_title = Başka kayıtlar engel oluyor.
cname_conflict_mail_title = Posta kayıtları engel oluyor.
cname_conflict_why = Takma ad (CNAME) tek başına olmalıdır; { $name } adında ayrıca { $types } var.
cname_conflict_fix = { Host-uzerinde } { $entered } adlı { $types } kayıtlarını silin.
cname_conflict_mail = O zaman { $name } postası durur; korumak için başka bir ad bağlayın.
cname_indirect_title = Başka bir ad üzerinden çalışıyor.
cname_indirect_why = { $name } bize { $via } üzerinden ulaşıyor.
cname_indirect_fix = Yapacak bir şey yok. { $via } kaydını bırakın: o olmadan alan adı çalışmaz.
cname_flattened_title = Adresler doğru.
cname_flattened_why = { Host }, { $name } için takma ad (CNAME) yerine adreslerle yanıt veriyor.
cname_flattened_fix = Yapacak bir şey yok. Bu doğru sayılır.
proxied_title = { $by } vekil sunucusu kaydınızı gizliyor.
proxied_why = { $name } adresleri { $by } firmasına ait ve oradan bize ulaşılamıyor.
proxied_fix = { $by } üzerinde { $entered } için vekil sunucuyu (CDN) kapatın.
proxied_cloudflare_fix = Cloudflare DNS’te { $entered } bulutunu turuncudan griye çevirin (“DNS only”).
proxied_through_title = { $by } vekil sunucusu üzerinden çalışıyor.
proxied_through_why = { $by }, { $name } ziyaretçileriyle bizim aramızda duruyor; bu, sertifikaları engelleyebilir.
proxied_through_fix = Güvende olmak için: { $fix }
provider_forwarding_title = Bir park veya iletme sayfası yanıt veriyor.
provider_forwarding_why = { $name } adresi { $found }; bu { $by } sayfasıdır.
provider_forwarding_fix = { $by } üzerinde { $entered } için iletmeyi ve park etmeyi kapatın, sonra burada gösterilen kaydı ekleyin.
cname_loop_title = Kayıtlar daire çiziyor.
cname_loop_why = { $name } adından yola çıkınca { $at } adına iki kez geldik.
cname_loop_here_fix = { $at } adındaki CNAME kaydını burada gösterilen değerle değiştirin.
cname_loop_fix = { $at } adındaki CNAME kaydını ileriye götürecek biçimde değiştirin.
cname_chain_broken_title = Kayıtlar hiçbir yere varmıyor.
cname_chain_broken_why = { $name }, var olmayan { $at } adına götürüyor.
cname_chain_broken_fix = { $at } için bir kayıt ekleyin ya da burada gösterilen değeri kullanın.
target_gone_title = Hedef yok.
tenant_repairs = Sizin yapmanız gereken bir şey yok. { Servis } bunu düzeltmeli.
tenant_changes = Sizin yapmanız gereken bir şey yok. { Servis } bu kuralı değiştirmeli.
cname_chain_long_title = Bize gelen yol uzun.
cname_chain_long_why = { $name } ile bizim aramızda { $count } ad var; bazı sunucular daha önce vazgeçer.
cname_chain_long_fix = { $entered } adını doğrudan burada gösterilen değere yönlendirin.
wildcard_masks_title = Bu ad için genel bir kayıt yanıt veriyor.
wildcard_masks_why = { $wildcard } kaydı, kendi kaydı olmayan tüm adlar için, { $name } için de geçerlidir.
wildcard_masks_fix = Kalıcı olması için burada gösterilen kaydı { $entered } adıyla ekleyin.
mail_shadowed_title = Bu değişiklik postanızı durdurur.
mail_shadowed_why = Buradaki bir takma ad (CNAME), { $name } posta kayıtlarını ({ $types }) gizlerdi.
mail_shadowed_apex_fix = Bunun yerine aşağıdaki A kaydını kullanın.
mail_shadowed_fix = { $www } gibi başka bir ad bağlayın ya da önce postayı taşıyın.
answers_vary_title = Yanıt zaman zaman değişiyor.
answers_vary_why = Bazı { $name } ziyaretçileri şuraya gönderiliyor: { $wrong }.
answers_vary_fix = { Host-uzerinde } { $entered } adının her çeşidini (bölgeye göre ya da sırayla) burada gösterilen değerle değiştirin.
https_record_title = Bir HTTPS kaydı başka yere götürüyor.
https_record_why = Yeni tarayıcılar bunu izler: { $name } için { $found } diyor, bu bizim değil.
https_record_fix = { Host-uzerinde } { $entered } adlı HTTPS türündeki kaydı silin.
address_private_title = Bu adres internette değil.
address_private_why = { $name } adında { $found } var; bu en çok özel ağlarda çalışır.
replace_fix = { Host-uzerinde } { $found } yerine burada gösterilen değeri koyun.
www_not_covered_title = www’li ad bağlı değil.
www_not_covered_why = { $name } ziyaretçileri { $place ->
    [somewhere] başka bir yere varıyor
   *[nowhere] hiçbir yere varmıyor
}.
www_not_covered_fix = { $name } adını da bağlayın ya da { host-uzerinde } yönlendirin.
address_wrong_title = Başka bir sunucuya götürüyor.
address_wrong_why = { $name } adresi { $found }; bu bizim değil.
address_wrong_known_title = Hâlâ şuraya götürüyor: { $whose }.
address_wrong_known_why = { $name } adresi { $found }; sahibi { $whose }.
address_extra_title = Yeninin yanında eski bir adres var.
address_extra_why = Bazı { $name } ziyaretçileri { $found } adresine giderdi.
address_extra_fix = { Host-uzerinde } şunu içeren kaydı silin: { $found }.
aaaa_leftover_title = Eski bir IPv6 adresi hâlâ orada.
aaaa_leftover_why = Birçok { $name } ziyaretçisi önceki sağlayıcınıza giderdi.
aaaa_leftover_fix = Şu AAAA kaydını silin: { $found }.

## Bulgular: yayılma

versions-part = { $old ->
    [unknown] { "" }
   *[other] { " " }(sürüm { $new } yerine { $old })
}
authorities_disagree_title = { $count ->
    [1] DNS sağlayıcınızın bir sunucusu geride.
   *[other] DNS sağlayıcınızın bazı sunucuları geride.
}
authorities_disagree_why = { $servers } değişikliği { $since ->
    [hour] bir saattir almadı
   *[now] henüz almadı
}{ versions-part }.
authorities_disagree_fix = Önümüzdeki bir saat yapacak bir şey yok.
authorities_disagree_lasting_fix = { $servers } değişikliği neden almadı, { host-sor } sorun.
ttl_high_title = Eski kopyaların saklanma süresi: { $span }.
ttl_high_why = { $name } kaydı buna izin veriyor: TTL (kopyaların ne kadar saklandığı) { $ttl } saniye.
ttl_high_fix = { $entered } kaydını değiştirmeden önce TTL değerini { $short } yapın ve { $span } bekleyin; yoksa bu bekleyiş sonra gelir.
edited_elsewhere_title = Kayıt başka bir DNS sağlayıcısında.
edited_elsewhere_why = { $found } üzerinde duruyor, ama alan adınızdan { $servers } sorumlu.
edited_elsewhere_fix = { $host } üzerinde { $entered } adıyla kaydı ekleyin.
edited_elsewhere_unknown_fix = Kaydı { $entered } adıyla, { $servers } sunucularını işleten firmada ekleyin.
nameservers_changing_title = Alan adınız DNS sağlayıcısı değiştiriyor.
nameservers_changing_why = { $name } için kimileri { $parent }, kimileri { $child } sunucularına soruyor.
nameservers_changing_fix = Kayıtları iki DNS sağlayıcısına da girin. Değişiklik { $span } sürebilir.
stale_cache_title = Eski { $what ->
    [address] adres
    [value] değer
   *[answer] yanıt
} hâlâ hatırlanıyor.
stale_cache_why = { $resolver }, önceki kaydınızın bir kopyasını onun izin verdiği süre boyunca saklar.
stale_cache_fix = Yapacak bir şey yok. Son kopyanın gideceği an: { $at }.
stale_cache_latest_fix = Yapacak bir şey yok. Son kopyanın en geç gideceği an: { $at }.
stale_cache_sometime_fix = Yapacak bir şey yok. Son kopya kendiliğinden gider.
negative_cache_title = { $host ->
    [unknown] Sağlayıcınızda
   *[other] { $host } üzerinde
} var; bazı kopyalar eski.
negative_cache_why = { $resolver } siz eklemeden önce baktı ve “orada bir şey yok” diye hatırlıyor.
negative_cache_fix = Yapacak bir şey yok. Yeniden bakacağı an: { $at }.
negative_cache_latest_fix = Yapacak bir şey yok. En geç yeniden bakacağı an: { $at }.
negative_cache_sometime_fix = Yapacak bir şey yok. Kendiliğinden yeniden bakar.

## Bulgular: alan adı

not_registered_title = Bu alan adı kayıtlı değil.
not_registered_why = Alan adı sicili { $name } adını tanımıyor.
not_registered_fix = { $copy } yazımını denetleyin ya da alan adını kaydettirin veya yenileyin.
hold_expired_title = Alan adınızın süresi doldu.
hold_expired_why = { $name } kaydının süresi bitti.
hold_expired_at_why = { $name } kaydının bittiği tarih: { $at }.
hold_expired_fix = { kayit-firmasinda } { $copy } alan adını yenileyin. Bir gün içinde geri gelir.
hold_registrar_title = Alan adı firmanız alan adınızı durdurdu.
hold_registrar_why = { $name } kayıtlı, ama alan adı firması tarafından kapatılmış.
hold_registrar_fix = { $copy } neden askıda, firmaya sorun. Çoğu zaman adresinizi doğrulayan bir e-posta yanıtlanmamış ya da bir fatura ödenmemiştir.
hold_registry_title = Alan adı sicili alan adınızı durdurdu.
hold_registry_why = { $name } kayıtlı, ama alan adı sicili tarafından kapatılmış.
hold_registry_fix = { $copy } neden askıda, alan adı firmanıza sorun: sicile yalnızca onlar sorabilir.
no_delegation_title = Alan adınızın ad sunucusu yok.
no_delegation_why = Alan adı sicili { $name } adını tanıyor, ama yanıt veren bir sunucu tanımıyor.
no_delegation_fix = { kayit-firmasinda } { $copy } için DNS sağlayıcınızın ad sunucularını girin.
delegation_mismatch_title = İki ad sunucusu listesi farklı.
delegation_mismatch_parent_why = { $parent } yalnızca sicilde var; DNS sağlayıcınızda yok.
delegation_mismatch_child_why = { $child } yalnızca DNS sağlayıcınızda var; sicilde yok.
delegation_mismatch_both_why = { $parent } yalnızca sicilde, { $child } yalnızca DNS sağlayıcınızda var.
delegation_mismatch_parent_fix = { kayit-firmasinda } { $name } için { $parent } sunucularını kaldırın.
delegation_mismatch_child_fix = { kayit-firmasinda } { $name } için { $child } sunucularını ekleyin.
delegation_mismatch_both_fix = { kayit-firmasinda } { $name } için { $parent } sunucularını kaldırın ve { $child } sunucularını ekleyin.
dnssec_title = Alan adınızın imzaları uyuşmuyor.
dnssec_why = İmzaları (DNSSEC) denetleyen sunucular { $name } adını reddediyor.
dnssec_key_why = Sicildeki anahtar (DS kaydı) { $name } anahtarlarından biri değil.
dnssec_unsigned_why = Sicil { $name } için imzalı (DNSSEC) diyor, ama değil.
dnssec_expired_why = { $name } imzalarının (DNSSEC) bittiği an: { $at }.
dnssec_early_why = { $name } imzalarının (DNSSEC) geçerlilik başlangıcı: { $at }.
dnssec_key_fix = { kayit-firmasinda } { $copy } anahtarını (DS kaydı) silin.
dnssec_fix = { $copy } için yeniden imza atmasını { host-iste } isteyin ya da anahtarı (DS kaydı) alan adı firmanızda silin.
lame_all_title = Alan adınız için hiçbir sunucu yanıt vermiyor.
lame_title = Listedeki bir sunucu alan adınızı tanımıyor.
lame_why = { $servers }, { $name } için yanıt vermeliydi, ama vermiyor.
lame_all_fix = { kayit-firmasinda } { $copy } ad sunucularını denetleyin.
lame_fix = { kayit-firmasinda } { $servers } sunucusunu kaldırın ya da onarılmasını sağlayın.
unreachable_title = { $count ->
    [1] DNS sağlayıcınızın bir sunucusu sessiz.
   *[other] DNS sağlayıcınızın sunucuları sessiz.
}
unreachable_why = { $servers }, { $name } için yanıt vermedi.
unreachable_fix = Şimdilik yapacak bir şey yok. Sürerse { $servers } için { host-sor } danışın.
lookup_failed_title = Denetimimiz başarısız oldu.
lookup_failed_why = Bildiğimiz kadarıyla alan adınızda sorun yok.
lookup_failed_fix = Yapacak bir şey yok. Kendiliğimizden yeniden deneriz.

## Bulgular: sertifika

caa_none_title = Alan adınız hiçbir sertifikaya izin vermiyor.
caa_only_title = Alan adınız yalnızca { $issuer } sertifikalarına izin veriyor.
caa_others_title = Alan adınız bizim sertifikalarımıza izin vermiyor.
caa_target_title = Kaydın hedefi sertifikalarımızı yasaklıyor.
caa_why = { $name } adındaki bir kural (CAA) sertifika almamızı engelliyor.
caa_fix = Yanına şu kaydı ekleyin: CAA { $record }.
caa_lookup_title = Sertifikalarla ilgili bir soru yanıtsız kalıyor.
caa_lookup_why = { Host }, { $name } için kimin sertifika verebileceğini (CAA) söylemiyor; bu yüzden kimse vermez.
caa_lookup_fix = { $copy } için CAA türü soruları yanıtlamasını { host-iste } isteyin.
caa_critical_title = Bir sertifika kuralı anlaşılmıyor.
caa_critical_why = { $name } adındaki kurala (CAA) uyulmalı, ama { $tag } etiketi bilinmiyor.
caa_critical_fix = { $name } adındaki { $tag } etiketli CAA kaydını silin.
caa_malformed_title = Bir sertifika kuralı okunamıyor.
caa_malformed_why = { $name } adındaki kuralın (CAA) değeri { $value }.
caa_malformed_fix = Değeri tırnak ve boşluk olmadan şöyle değiştirin: { $clean }; ya da kaydı silin.
caa_malformed_again_fix = Değeri fazladan tırnak ve boşluk olmadan yeniden girin ya da kaydı silin.
caa_bound_title = Bir sertifika kuralı başka bir hesap için.
caa_bound_why = { $name } adındaki kural (CAA) bir hesap ya da denetim yolu belirliyor: { $value }.
caa_bound_fix = Sertifika gelmezse yanına ekleyin: CAA { $record }.
intercepted_title = Bizden önce bir şey yanıt veriyor.
intercepted_why = { $name } önündeki bir önbellek ya da vekil sunucu{ $server ->
    [unknown] { "" }
   *[other] { " " }({ $server })
} sertifika denetimine yanıt veriyor.
intercepted_fix = { $folder } adresini önbellek ve yönlendirme olmadan geçirin.
http_refused_why = { $address }, { $name } ziyaretlerini düz http (port 80) üzerinden reddediyor.
http_silent_why = { $address }, düz http (port 80) üzerinden { $name } için yanıt vermiyor.
http_ours_title = Kendi sunucumuz yanıt vermiyor.
http_ours_fix = Sizin yapmanız gereken bir şey yok. İlgileniyoruz.
http_title = Bu { $family ->
    [v6] IPv6 adresinde
   *[v4] adreste
} hiçbir şey yanıt vermiyor.
http_fix = { $address } yerine burada gösterilen değeri koyun ya da orada port 80’i açın.
redirect_loop_title = Yönlendirmeler daire çiziyor.
redirect_loop_why = { $url } ziyareti sürekli ileri gönderilip { $at } adresine dönüyor.
redirect_loop_fix = { $at } adresindeki yönlendirmeyi kaldırın. Bunu bir vekil sunucu yapıyorsa şifrelemesini “Full (strict)” yapın.
acme_wrong_title = Sertifika kaydı başka yere götürüyor.
acme_wrong_why = { $name }, { $found } adına götürüyor; denetim bu yüzden geçemez.
acme_wrong_fix = { $entered } değerini şöyle değiştirin: { $wanted }.
acme_missing_title = Sertifika kaydı henüz orada değil.
acme_missing_why = Yıldızlı (*) bir ad { $name } üzerinden denetlenir.
acme_missing_fix = { $entered } adı ve { $wanted } değeriyle bir CNAME ekleyin.
acme_leftover_title = Başka bir sertifikanın kayıtları kalmış.
acme_leftover_why = Başkasının denetimi { $name } adında { $types } kayıtları bırakmış.
acme_leftover_fix = Başka bir hizmet gerektirmiyorsa { $entered } adlı { $types } kayıtlarını silin.
timed_out_title = Sertifika çok uzun sürdü.
timed_out_order_why = Zamanında sipariş verilemedi.
timed_out_check_why = Dışarıdan yapılan denetim 3 dakika içinde yanıt alamadı.
timed_out_issue_why = Zamanında sertifika gelmedi.
timed_out_deploy_why = Sertifika sunucularımıza zamanında ulaşmadı.
timed_out_delete_why = Eski sertifika zamanında kaldırılmadı.
timed_out_fix = Önce burada gösterilen öteki sorunları giderin. Sonra yeniden deneriz.
rate_limited_title = Sertifikanın beklemesi gerekiyor.
rate_limited_own_why = Aynı anda ancak birkaç sipariş veriyoruz ve başkaları öndeydi.
rate_limited_ca_why = Sertifika kuruluşu aynı anda ancak birkaç tane veriyor.
rate_limited_fix = Yapacak bir şey yok. Yeniden deneyeceğimiz an: { $at }.
rejected_title = Sertifika kuruluşu reddetti.
rejected_why = Kendi sözleri: { $words }.
rejected_words = { $detail } ({ $problem })
rejected_fix = Önce belirttiği sorunu giderin. { Servis } bu konuda yardım edebilir.
high_risk_title = Bu adın elle denetlenmesi gerekiyor.
high_risk_listed_why = Sertifika kuruluşları tanınmış adlara iki kez bakar.
high_risk_alike_why = { $name } tanınmış bir ada benziyor, bu yüzden iki kez bakılıyor.
high_risk_refused_why = Sertifika kuruluşu { $name } adına daha yakından bakmak istiyor.
high_risk_fix = { $copy } için denetimi { servisten } isteyin.
wrong_certificate_title = Burada başka bir sertifika yanıt veriyor.
wrong_certificate_why = { $address } adresindeki sunucu şunlar için bir sertifika gösteriyor: { $names }{ $count ->
    [0] { "" }
   *[other] { " " }ve { $count } tane daha
}{ veren }.
wrong_certificate_nameless_why = { $address } adresindeki sunucu adı olmayan bir sertifika gösteriyor{ veren }.
wrong_certificate_untrusted_why = { $address } adresindeki sunucu, tarayıcıların güvenmediği bir sertifika gösteriyor{ veren }.
veren = { $issuer ->
    [unknown] { "" }
   *[other] { " " }(veren { $issuer })
}
wrong_certificate_fix = { $copy } önceki sağlayıcınızsa { $name } adını oradan kaldırın.
hsts_title = Ziyaretçilerin sertifikayı beklemesi gerekiyor.
hsts_why = { $name }, tarayıcılara altındaki tüm adları yalnızca güvenli açmalarını söylüyor.
hsts_fix = Yapacak bir şey yok. Sertifika gelir gelmez açılır.
target_broken_title = Kaydınızın hedefinin adresi yok.
target_broken_why = Kaydınız { $name } adına götürmeli, ama o şu anda hiçbir yere götürmüyor.
origin_title = Alan adınızın arkasındaki site yanıt vermiyor.
origin_why = Alan adınız { servise } ulaşıyor, ama oradaki sunucu { $status } hatası verdi.

## Bulgular: kime ait

taken_title = Bu ad zaten bağlı.
taken_why = { $name } adını başka bir bağlantı tutuyor; belki sizinkilerden biri.
taken_fix = { $copy } adını oradan kaldırın ya da taşımak için burada gösterilen TXT kaydını ekleyin.
takeover_title = Sona eren bir bağlantının kayıtları kalmış.
takeover_why = { $name } adında bir şey sunulmuyor ve hâlâ bize götürdüğü için başkaları sahiplenebilir.
takeover_fix = { Host-uzerinde } { $entered } adlı { $types } kayıtlarını silin.

## Kayıtlara giden yol

use_both = www ile ve www olmadan bağla
use_both_why = Önerilir: ziyaretçiler iki şekilde de ulaşır.
move_here = Bu alan adı benim: buraya taşı
move_why = Bunu bir kayıtla kanıtlarsınız. Adı şimdi kullanana, taşınmadan önce haber verilir.
pair_why = Ziyaretçiler bu adı www ile ya da www olmadan yazabilir.
pair_add = { $name } adını da bağla
pair_other = Ayrıca: { $name }
analysis_title = { $domain } inceleniyor
analysis_why = Birkaç saniye sürer ve hiçbir şeyi değiştirmez.
look_zone = Alan adınız aranıyor
look_zone_found = Alan adınız: { $zone }
look_zone_none = Alan adınız bulunamadı
look_host = DNS sağlayıcınız tanınıyor
look_host_unknown = DNS sağlayıcınızı adıyla tanımıyoruz
look_records = Var olan kayıtlar okunuyor
look_records_none = { $name } için henüz kayıt yok
look_records_some = { $name } için kayıt sayısı: { $count }
look_rules = Sertifika kuralları (CAA) okunuyor
look_rules_good = Sertifikalarımıza izin var
look_rules_bad = Bir sertifika kuralı (CAA) değişmeli
look_rules_unknown = Sertifika kuralları (CAA) okunamadı
look_conflicts = Engel olan kayıtlar aranıyor
look_conflicts_none = Engel olan bir şey yok
look_conflicts_some = Önce silinecek kayıt sayısı: { $count }
full_names = Tam adları göster
full_names_why = DNS sağlayıcınız { $zone } adını kendisi eklemiyorsa
print = Yazdır
send = Bir iş arkadaşına gönder
send_why = Yalnızca bu kayıtları görür ve denetleyebilir. Bağlantı 30 gün geçerlidir.
send_make = Bağlantı oluştur
send_ready = Bağlantı hazır. Yalnızca bu kayıtları görebilecek kişilere verin.
send_mail = E-posta yaz
mail_subject = { $domain } için DNS kayıtları
mail_please = Merhaba, lütfen { $domain } için şu DNS kayıtlarını ekleyin:
mail_link = Kopyalamaya hazır hâlleri burada; doğru olduklarında da görünür: { $link }
clear_pill = Silinecek
clear_mail = E-posta kayıtlarını (MX) tutun: engel değiller.
compared = Gördüğümüz
compared_surplus = fazla:
compared_missing = eksik:
compared_legend = Üstü çizili: fazla. Altı çizili: eksik.
check_running = Sunuculara soruyoruz; bazıları yavaş yanıt veriyor.
check_failed = Şu anda olmadı. Bildiğimiz kadarıyla alan adınızda sorun yok.
leave = Bu sayfayı kapatabilirsiniz. Denetlemeyi sürdürürüz; yayına girince { $tenant } haber alır.
