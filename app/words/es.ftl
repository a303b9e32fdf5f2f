# Español: tranquilo, exacto, de «usted».

## Partes

en-host = en { $host ->
    [unknown] su proveedor de DNS
   *[other] { $host }
}
En-host = En { $host ->
    [unknown] su proveedor de DNS
   *[other] { $host }
}
el-host = { $host ->
    [unknown] su proveedor de DNS
   *[other] { $host }
}
El-host = { $host ->
    [unknown] Su proveedor de DNS
   *[other] { $host }
}
El-servicio = { $tenant ->
    [unknown] El servicio
   *[other] { $tenant }
}
al-servicio = { $tenant ->
    [unknown] al servicio
   *[other] a { $tenant }
}
en-registrador = En su registrador (donde compró el dominio),
n-registros = { $count ->
    [1] un registro
    [2] dos registros
    [3] tres registros
   *[other] { $count } registros
}
N-registros = { $count ->
    [1] Un registro
    [2] Dos registros
    [3] Tres registros
   *[other] { $count } registros
}

## Listas, plazos, frases

list_more = { $a }, { $b }
list_last = { $a } y { $b }
sentences = { $a } { $b }
span_seconds = { $count ->
    [one] { $count } segundo
   *[other] { $count } segundos
}
span_minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
span_hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
span_days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
time_until = { $time }, { $distance }

## La página

title = Conecte su dominio
progress = Progreso
step_domain = Dominio
step_records = Registros
step_live = Activo
axis_ownership = Propiedad
axis_routing = Enrutamiento
axis_certificate = Certificado
axis_live = Activo
axis_done = , listo,
axis_now = , en curso,
language = Idioma
question = ¿Qué dominio quiere usar?
question_why = Después le mostramos exactamente qué registros añadir. Nada cambia antes de que los añada.
question_bound = Esta página es para este dominio. Nada cambia antes de que añada los registros.
example = Por ejemplo, shop.example.com
we_use = Usaremos { $name }
apex_advice = Un nombre delante, como www, es más fácil de conectar y no afecta a su correo.
www_advice = Quien omita www solo llegará si conecta también ese nombre.
go_on = Continuar
field_name = Nombre
field_value = Valor
copy_name = Copiar el nombre { $text }
copy_value = Copiar el valor { $text }
copy_text = Copiar { $text }
copied = Copiado
select = Seleccionado. Pulse Ctrl+C o ⌘C para copiar.
no_name = (déjelo vacío)
full_name = Nombre completo: { $name }
open_host = Abrir el DNS de { $host }
consent = { $host } puede añadir estos registros por usted. Una ventana en { $place } muestra qué cambia y le pregunta antes.
consent_open = Que los añada { $host }
elsewhere = ¿En otro lugar?
elsewhere_why = Lo leemos de los servidores de nombres de su dominio. Si gestiona su DNS en otro lugar, valen allí los mismos nombres y valores.
copy_all = Copiar todo
zone_file = Descargar el archivo de zona
how_to = Cómo hacerlo en { $host }
what_we_saw = Lo que vimos
visible = Dónde es visible
visible_why = Preguntamos a cada servidor de su proveedor de DNS y luego a algunos que usan los visitantes. Estos últimos guardan copias un tiempo.
column_server = Servidor
column_status = Estado
column_values = Lo que tiene
asked = Consultado { $at }
authorities = Servidores de su proveedor de DNS
resolvers = Servidores que usan los visitantes
seen_right = Correcto
seen_beside = Otro valor al lado
seen_nothing = Nada todavía
seen_other = Otro valor
seen_old = Respuesta antigua
seen_unknown = Sin respuesta
seen_until = hasta { $at }
last_look = Última consulta: { $at }.
looking = Estamos mirando por primera vez.
check_now = Comprobar ahora
help = Obtener ayuda
open_domain = Abrir { $domain }
done = Listo
kept = Lo vigilamos: si los registros cambian, avisamos { al-servicio }.
records_kept = Los registros que debe conservar
records_ended = Los registros
domains = Sus dominios
all_domains = Todos los dominios
another = Conectar otro dominio
again = Conectar de nuevo
remove = Quitar este dominio
remove_why = Deja de funcionar aquí de inmediato. Sus registros DNS quedan como están.
remove_now = Quitarlo
session_ending = Esta sesión termina en { $left }
session_ended = Esta sesión ha terminado. Aún puede leer y copiar todo; seguimos comprobando.
open_again = Abrir de nuevo
offline = Sin conexión. Seguimos comprobando; esta página se pondrá al día sola.
away = No podemos llegar a nuestro servidor. Hasta donde sabemos, su dominio está bien.
close = Cerrar
no_script = Aquí esta página no se actualiza sola. Use «Comprobar ahora» para mirar de nuevo.
spoken = { $title }. { $records }
spoken_record = { $type }: { $status }.

## Cómo está una conexión

state_waiting = Esperando sus registros
state_last = Esperando el último registro
state_certificate = Obteniendo el certificado
state_live = Activo
state_drifted = Requiere su atención
state_stalled = No avanza
state_failed = No se pudo conectar
state_archived = Ya no está conectado
live_title = { $domain } está activo
live_why = Protegido desde { $at }. Conserve { $count ->
    [1] el registro
    [2] ambos registros
   *[other] todos los registros
}: sin ellos, el dominio deja de funcionar aquí.
drifted_title = { $domain } requiere su atención
drifted_why = Sus registros han cambiado. Restáurelos como se muestra aquí para que el dominio siga funcionando.
failed_title = { $domain } no se pudo conectar
failed_rejected = La autoridad de certificación, que emite los certificados, rechazó uno para este nombre.
failed_gone = El dominio ya no existe.
failed_ask = Consulte { al-servicio }.
high_risk = Este nombre necesita una revisión manual. Las autoridades de certificación miran dos veces los nombres conocidos.
archived_title = { $domain } ya no está conectado
archived_why = Puede eliminar los registros de abajo. El dominio puede conectarse de nuevo.
archived_expired = Nadie demostró en 14 días que el dominio es suyo, así que dejamos de comprobarlo. Puede conectarse de nuevo.
archived_idle = Nada cambió durante mucho tiempo, así que dejamos de comprobarlo. El dominio puede conectarse de nuevo.
archived_transferred = Otra cuenta ha demostrado que el dominio es suyo y se sirve allí. Elimine solo los registros que ya nadie necesite.
moves_title = { $domain } se traslada aquí
moves_why = Ha demostrado que es suyo, y se ha avisado a la cuenta que lo tiene ahora. Se traslada solo ({ $at }). Conserve el registro TXT hasta entonces.
issuing_title = Obteniendo el certificado de { $domain }
issuing_why = Sus registros son correctos y no queda nada por hacer. Tarda alrededor de un minuto.
stalled_certificate_title = { $domain } espera su certificado
stalled_certificate_why = Conserve sus registros. El motivo figura abajo.
stalled_title = Nada ha cambiado en { $domain } desde hace un tiempo
stalled_why = Los registros de abajo siguen siendo necesarios. Seguimos mirando, con menos frecuencia.
stalled_right_why = Los registros son correctos. Seguimos mirando, con menos frecuencia.
correct_title = { N-registros } por corregir
correct_why = Lo que debe cambiar figura debajo del registro.
correct_missing = { $count ->
    [1] Falta uno más.
   *[other] Faltan { $count } más.
}
correct_found = { $count ->
    [1] El otro es correcto.
   *[other] { $count } son correctos.
} Lo que debe cambiar figura abajo.
all_found_title = { $count ->
    [1] El registro está
    [2] Ambos registros están
   *[other] Los { $count } registros están
}
all_found_why = No queda nada por hacer. Esperamos a que los tenga cada servidor que consultamos.
to_go_title = { $count ->
    [1] Falta un registro
   *[other] Faltan { $count } registros
} para { $domain }
to_go_why = { $count ->
    [1] Uno ya es correcto.
   *[other] { $count } ya son correctos.
} Esta página se pone verde sola.
add_title = Añada { n-registros } para { $domain }
add_why = Se añaden donde se gestiona su DNS. Ya estamos mirando: esta página se pone verde sola, normalmente en segundos.
waits_record = espera su registro
waits_certificate = en camino
waits_long = todavía no
waits_routing = tras el enrutamiento
waits_ownership = tras la propiedad
waits_serving = un minuto después, más o menos
broken_since = averiado desde { $at }
routing_count = { $found } de { $wanted } registros correctos
checked = { $what } Comprobado { $at }.
check_live = { $domain } está activo y sus registros son correctos.
check_certificate = Los registros son correctos; el certificado está en camino.
check_over = Este dominio ya no se comprueba.
looked_wrong = { $count ->
    [1] Uno aún no es correcto
   *[other] { $count } aún no son correctos
} en los servidores de { el-host }.
looked_none = Aún no está en los servidores de { el-host }.
looked_some = { $found } de { $wanted } en los servidores de { el-host }; { $count ->
    [1] falta uno
   *[other] faltan { $count }
}.
looked_all = Todos los registros están en los servidores de { el-host }.
purpose_ownership = Demuestra que el dominio es suyo
purpose_routing = Lleva a los visitantes { al-servicio }
purpose_certificate = Permite el certificado
purpose_redirect = Lleva un segundo nombre aquí
purpose_email = Entrega su correo
record_missing = Le espera a usted
record_wrong = Aún no es correcto
record_published = Encontrado { en-host }
record_everywhere = Visible en todas partes
banner_host = Su DNS está en { $host }
banner_zone = Añádalos donde se gestiona el DNS de { $zone }

## Cómo añadir los registros

how_sign_in = Inicie sesión { en-host } y abra los registros DNS de { $zone ->
    [unknown] su dominio
   *[other] { $zone }
}.
how_add = Elija añadir un registro y seleccione el tipo que muestra la tarjeta.
how_name = Pegue el nombre en «{ $field }». { $names ->
    [full] Escríbalo entero, con su dominio al final.
   *[short] Omita su dominio al final.
}
how_value = Pegue el valor en «{ $field }» y guarde.
how_value_card = Pegue el valor en el campo que indica la tarjeta y guarde.
how_dot = El punto al final del valor de un CNAME forma parte de él.
how_quotes = Las comillas alrededor de un valor TXT forman parte de él.
how_switch = Ponga «{ $switch }» en «{ $off }».
how_ttl = Si { $host } pide un TTL (cuánto duran las copias), escriba { $seconds } segundos.
how_ttl_lowest = { El-host } puede ofrecer un TTL (cuánto duran las copias): el más bajo sirve.
how_to_any = Cómo añadir estos registros

## Qué significan estas palabras

words = Qué significan estas palabras
word_dns = DNS: el directorio de internet. Dice a los navegadores y al correo adónde lleva su dominio.
word_host = Proveedor de DNS: la empresa que guarda las entradas de su dominio, a menudo donde lo compró.
word_server = Servidor de nombres: un equipo de su proveedor de DNS que responde preguntas sobre su dominio.
word_record = Registro: una entrada de su dominio, con un tipo, un nombre y un valor.
word_txt = TXT: un registro con un texto, como el código que demuestra que el dominio es suyo.
word_cname = CNAME: un registro que hace de un nombre el alias de otro.
word_a = A y AAAA: registros con una dirección, del tipo antiguo (IPv4) o del nuevo (IPv6).
word_wildcard = Comodín: un registro que responde por cada nombre que no tiene uno propio.
word_zone = Archivo de zona: todos los registros como texto, que muchos proveedores de DNS pueden importar.
word_certificate = Certificado: lo que hace segura la conexión con su dominio. Lo emite una autoridad de certificación.
word_proxy = Proxy: un servidor intermedio al que llegan los visitantes en lugar de al nuestro.
word_registry = Registro de dominios: gestiona una terminación como .com y conoce los servidores de nombres de cada dominio.
word_cache = Caché: copias de respuestas que se guardan un tiempo, durante el cual nadie vuelve a preguntar.
word_redirect = Redirección: una respuesta que envía a los visitantes a otra dirección.

## Por qué se rechazó un dominio

problem_letters = Hay caracteres que un dominio no puede tener. Valen letras, cifras y guiones.
problem_suffix = { $name } es de todos. Escriba un nombre propio por debajo.
problem_other = Esta página es solo para { $name }. Vuelva atrás para conectar otro.
problem_not_allowed = Desde aquí no se puede añadir otro dominio.
problem_taken = Este dominio ya está conectado o espera estarlo. Quítelo allí primero.
problem_too_many = Demasiados dominios esperan sus registros. Termine o quite uno primero.
problem_no_room = { El-servicio } no puede aceptar otro dominio ahora. Por favor, consúltelo.
problem_ours = Algo falló por nuestra parte. No se ha perdido nada; inténtelo de nuevo en un minuto.
name_empty = Escriba el dominio que quiere usar.
name_too_long = Este nombre tiene { $count } caracteres. Caben 253 como máximo.
name_dots = Hay dos puntos seguidos, o uno al principio.
name_part_too_long = La parte { $part } es demasiado larga. Cada parte tiene 63 caracteres como máximo.
name_part_bad = La parte { $part } tiene caracteres que no valen. Valen letras, cifras y guiones.
name_address = { $name } es una dirección IP. Escriba un nombre como shop.example.com.
name_single = { $name } es solo una parte de un nombre. Escríbalo entero, como shop.example.com.

## Por qué no hay sesión

no_page_title = Esta página no está aquí
no_page_why = La dirección está incompleta o nunca se usó. Vuelva a donde estaba y ábrala de nuevo.
over_title = Esta sesión ha terminado
over_why = Vuelva a donde estaba y ábrala de nuevo. Seguimos comprobando su dominio.
link_over_title = Este enlace ha caducado
link_over_why = Pida uno nuevo a quien se lo envió. Seguimos comprobando el dominio.
consent_given_title = Puede cerrar esta ventana
consent_given_why = Su proveedor de DNS está añadiendo los registros. La página de la que viene los está comprobando.
consent_stopped_title = No se ha cambiado nada
consent_stopped_why = Se detuvo antes de que se añadiera ningún registro. Cierre esta ventana para intentarlo de nuevo o para añadirlos usted.
consent_refused_title = Su proveedor de DNS no ha añadido los registros
consent_refused_why = Cierre esta ventana y añádalos usted. La página de la que viene muestra cómo.
no_consent_title = Ahora mismo no es posible
no_consent_why = Su proveedor de DNS no responde, o no lo ofrece para su dominio. Cierre esta ventana y añada los registros usted.
ours_title = Algo falló por nuestra parte
ours_why = Por lo que sabemos, su dominio está bien. Inténtelo de nuevo en un minuto.

## Lo que vimos

asked_dns = Preguntamos a { $server }{ $transport ->
    [tcp] { " " }por TCP
   *[udp] { "" }
} por { $question }, a las { $at }:
may_be_kept = Puede guardarse { $span } (TTL { $ttl }).
rcode = { $meaning } ({ $code }).
rcode_noerror = Nada de este tipo ahí
rcode_nxdomain = Nada ahí: el nombre no existe
rcode_servfail = El servidor falló
rcode_refused = El servidor no quiere responder
rcode_lame = El servidor no se ocupa del dominio
rcode_timeout = Sin respuesta a tiempo
rcode_formerr = Nada que se pudiera leer
rcode_other = Sin respuesta
remark = El servidor señala: { $reason ->
    [old] es una respuesta antigua
    [signatures] las firmas del dominio no concuerdan
    [remembered] recuerda el error de antes
    [blocked] el nombre está bloqueado allí
    [unreachable] no se pudo llegar a los servidores del dominio
   *[unusual] algo era inusual
} (EDE { $code }).
asked_page = Abrimos { $url } en { $address }, a las { $at }:
hop = Estado { $status }{ $server ->
    [unknown] { "" }
   *[other] { " " }de { $server }
} en { $address }{ $location ->
    [unknown] { "" }
   *[other] , de ahí a { $location }
}.
visit_marker = Allí respondió nuestro propio servidor, con su marca.
visit_unchecked = Allí respondió un servidor nuestro cuya marca no pudimos comprobar.
visit_answered = La respuesta no lleva nuestra marca.
visit_refused = La conexión fue rechazada.
visit_timed_out = No llegó respuesta a tiempo.
visit_broken = La conexión se cortó, o lo que llegó no era una página web.
visit_forbidden = Llevaba a una dirección que no visitamos.
visit_nowhere = Llevaba a un nombre sin dirección.
visit_circle = Llevaba de vuelta a donde ya habíamos estado.
visit_too_many = Tras diez redirecciones paramos.
asked_certificate = Pedimos a { $address } el certificado de { $subject }, a las { $at }:
tls_none = El servidor no tiene certificado para este nombre.
tls_broken = Lo que llegó no era una conexión segura.
tls_forbidden = Es una dirección que no visitamos.
cert_nameless = Un certificado sin nombre.
cert_covers = Un certificado para este nombre: { $names }.
cert_others = Un certificado para otros: { $names }.
cert_issuer = Emitido por { $issuer }.
cert_until = Válido hasta { $at }.

## Hallazgos: propiedad

ownership_missing_title = El código aún no está.
ownership_missing_why = No hay ningún registro TXT en { $name }.
ownership_missing_fix = Añada el registro TXT con el nombre { $entered }.
ownership_mismatch_title = El código tiene otro valor.
ownership_mismatch_why = En { $name } hay otro valor.
ownership_mismatch_empty = El valor en { $name } está vacío.
ownership_mismatch_lacks = En { $name } está { $value }, sin su final { $end }.
ownership_mismatch_extra = En { $name } está { $value }: sobra su final { $end }.
ownership_mismatch_older = En { $name } está { $value }, un código anterior u otro.
ownership_mismatch_else = En { $name } está { $value }, que es otra cosa.
ownership_mismatch_fix = Sustituya el valor por { $wanted }.
ownership_at_wrong_name_title = Valor correcto, lugar equivocado.
ownership_at_wrong_name_why = El código está en { $found }; lo buscamos en { $name }.
ownership_at_wrong_name_fix = Muévalo: nombre { $entered }.
ownership_quoted_title = El valor tiene caracteres de más.
ownership_quoted_why = Con sus comillas, espacios o puntos, el valor en { $name } es { $found }.
ownership_quoted_fix = Escriba el valor sin ellos: { $wanted }.
ownership_wildcard_title = Un comodín responde en lugar del código.
ownership_wildcard_why = El CNAME en { $wildcard } hace que { $name } lleve a { $target }.
ownership_wildcard_fix = Conserve el comodín y añada el registro TXT con el nombre { $entered }.
ownership_hidden_title = Otro registro oculta el código.
ownership_hidden_why = { $name } es un alias (CNAME) de { $target }, así que allí no se ve ningún código.
ownership_hidden_fix = Elimine el CNAME con el nombre { $entered } y añada allí el registro TXT.
name_doubled_title = El nombre se escribió dos veces.
name_doubled_why = { El-host } añade «{ $zone }» por su cuenta, así que el registro quedó en { $found }.
name_doubled_fix = Cambie el nombre a { $entered }.

## Hallazgos: enrutamiento

routing_missing_title = El dominio aún no lleva a ninguna parte.
routing_missing_why = No hay dirección (A, AAAA) ni alias (CNAME) en { $name }.
routing_missing_fix = Añada el registro que se muestra aquí, con el nombre { $entered }.
change_value = Cambie el valor a { $wanted }.
zone_appended_title = Se añadió su dominio al valor.
zone_appended_why = { El-host } lo añadió por su cuenta, así que { $name } lleva a { $found }.
zone_appended_fix = Cambie el valor a { $wanted }, con el punto al final.
typo_title = El valor tiene una errata.
typo_why = { $name } lleva a { $found }, que es casi correcto.
wrong_target_title = Lleva a otro lugar.
wrong_target_why = { $name } lleva a { $found }.
cname_multiple_title = Hay { $count } registros CNAME en un nombre.
cname_multiple_why = Solo puede valer un alias (CNAME); { $name } lleva a { $found }.
cname_multiple_fix = Elimine el CNAME a { $others }. Conserve el que va a { $wanted }.
cname_multiple_none_fix = Elimine todos menos uno y cambie su valor a { $wanted }.
cname_at_apex_title = Aquí no puede haber un CNAME.
cname_at_apex_why = Al inicio de su dominio, un alias (CNAME) a { $target } ocultaría el correo y los servidores de nombres.
cname_at_apex_alias_fix = { En-host }, añada un registro alias (ALIAS o ANAME) a { $target }, o conecte { $www } en su lugar.
cname_at_apex_fix = { En-host }, sustituya todo CNAME llamado { $entered } por los registros que se muestran aquí.
cname_conflict_title = Otros registros estorban.
cname_conflict_mail_title = Los registros de correo estorban.
cname_conflict_why = Un alias (CNAME) debe estar solo, y { $name } tiene además { $types }.
cname_conflict_fix = { En-host }, elimine los registros { $types } con el nombre { $entered }.
cname_conflict_mail = El correo a { $name } se detiene entonces; para conservarlo, conecte otro nombre.
cname_indirect_title = Funciona a través de otro nombre.
cname_indirect_why = { $name } lleva a nosotros a través de { $via }.
cname_indirect_fix = Nada que hacer. Conserve { $via }: sin él, el dominio deja de funcionar.
cname_flattened_title = Las direcciones son correctas.
cname_flattened_why = { El-host } responde por { $name } con direcciones en lugar de un alias (CNAME).
cname_flattened_fix = Nada que hacer. Cuenta como correcto.
proxied_title = El proxy de { $by } oculta su registro.
proxied_why = Las direcciones de { $name } son de { $by }, y allí no se nos puede alcanzar.
proxied_fix = En { $by }, desactive el proxy (CDN) para { $entered }.
proxied_cloudflare_fix = En Cloudflare DNS, cambie la nube de { $entered } de naranja a gris («DNS only»).
proxied_through_title = Funciona a través del proxy de { $by }.
proxied_through_why = { $by } está entre los visitantes de { $name } y nosotros, lo que puede estorbar a los certificados.
proxied_through_fix = Por seguridad: { $fix }
provider_forwarding_title = Responde una página de aparcamiento o de reenvío.
provider_forwarding_why = { $name } tiene la dirección { $found }, que es la página de { $by }.
provider_forwarding_fix = En { $by }, desactive el reenvío y el aparcamiento para { $entered } y añada el registro que se muestra aquí.
cname_loop_title = Los registros dan vueltas en círculo.
cname_loop_why = Siguiéndolos desde { $name } llegamos dos veces a { $at }.
cname_loop_here_fix = Cambie el CNAME en { $at } al valor que se muestra aquí.
cname_loop_fix = Cambie el CNAME en { $at } para que lleve más allá.
cname_chain_broken_title = Los registros no terminan en nada.
cname_chain_broken_why = { $name } lleva a { $at }, que no existe.
cname_chain_broken_fix = Añada un registro para { $at }, o use el valor que se muestra aquí.
target_gone_title = El destino no existe.
tenant_repairs = Usted no tiene que hacer nada. { El-servicio } debe repararlo.
tenant_changes = Usted no tiene que hacer nada. { El-servicio } debe cambiar esa regla.
cname_chain_long_title = El camino hasta nosotros es largo.
cname_chain_long_why = Hay { $count } nombres entre { $name } y nosotros, y algunos servidores desisten antes.
cname_chain_long_fix = Haga que { $entered } lleve directamente al valor que se muestra aquí.
wildcard_masks_title = Un comodín responde por este nombre.
wildcard_masks_why = El registro { $wildcard } vale para todos los nombres que no tienen uno, también para { $name }.
wildcard_masks_fix = Añada el registro que se muestra aquí con el nombre { $entered }, para que dure.
mail_shadowed_title = Este cambio detendría su correo.
mail_shadowed_why = Un alias (CNAME) aquí ocultaría los registros de correo ({ $types }) de { $name }.
mail_shadowed_apex_fix = Use en su lugar el registro A de abajo.
mail_shadowed_fix = Conecte otro nombre, como { $www }, o traslade antes el correo.
answers_vary_title = La respuesta cambia de vez en cuando.
answers_vary_why = Algunos visitantes de { $name } son enviados a { $wrong }.
answers_vary_fix = { En-host }, cambie cada variante de { $entered } (por región o por turnos) al valor que se muestra aquí.
https_record_title = Un registro HTTPS lleva a otro lugar.
https_record_why = Los navegadores nuevos lo siguen: para { $name } dice { $found }, que no es nuestro.
https_record_fix = { En-host }, elimine el registro de tipo HTTPS con el nombre { $entered }.
address_private_title = Esta dirección no está en Internet.
address_private_why = { $name } tiene { $found }, que como mucho funciona en redes privadas.
replace_fix = { En-host }, sustituya { $found } por el valor que se muestra aquí.
www_not_covered_title = El nombre con www no está conectado.
www_not_covered_why = Los visitantes de { $name } { $place ->
    [somewhere] llegan a otro lugar
   *[nowhere] no llegan a ninguna parte
}.
www_not_covered_fix = Conecte también { $name }, o rediríjalo { en-host }.
address_wrong_title = Lleva a otro servidor.
address_wrong_why = { $name } tiene la dirección { $found }, que no es nuestra.
address_wrong_known_title = Aún lleva a { $whose }.
address_wrong_known_why = { $name } tiene la dirección { $found }, que es de { $whose }.
address_extra_title = Hay una dirección antigua junto a la nueva.
address_extra_why = Algunos visitantes de { $name } llegarían a { $found }.
address_extra_fix = { En-host }, elimine { $count ->
    [1] el registro
   *[other] los registros
} con { $found }.
aaaa_leftover_title = { $count ->
    [1] Sigue ahí una dirección IPv6 antigua.
   *[other] Siguen ahí direcciones IPv6 antiguas.
}
aaaa_leftover_why = Muchos visitantes de { $name } llegarían a su proveedor anterior.
aaaa_leftover_fix = Elimine { $count ->
    [1] el registro AAAA
   *[other] los registros AAAA
} { $found }.

## Hallazgos: difusión

versions-part = { $old ->
    [unknown] { "" }
   *[other] { " " }(versión { $old } en lugar de { $new })
}
authorities_disagree_title = { $count ->
    [1] Un servidor de su proveedor de DNS va atrasado.
   *[other] Algunos servidores de su proveedor de DNS van atrasados.
}
authorities_disagree_why = { $servers } { $count ->
    [1] no ha
   *[other] no han
} asumido el cambio { $since ->
    [hour] en una hora
   *[now] todavía
}{ versions-part }.
authorities_disagree_fix = Nada que hacer durante la próxima hora.
authorities_disagree_lasting_fix = Pregunte a { el-host } por qué { $servers } no lo { $count ->
    [1] ha
   *[other] han
} asumido.
ttl_high_title = Las copias antiguas se guardan { $span }.
ttl_high_why = El registro en { $name } lo permite: su TTL (cuánto duran las copias) es de { $ttl } segundos.
ttl_high_fix = Antes de cambiar { $entered }, ponga su TTL en { $short } y espere { $span }; si no, esa espera vendrá después.
edited_elsewhere_title = El registro está en otro proveedor de DNS.
edited_elsewhere_why = Está en { $found }, pero de su dominio se { $count ->
    [1] ocupa
   *[other] ocupan
} { $servers }.
edited_elsewhere_fix = En { $host }, añada el registro con el nombre { $entered }.
edited_elsewhere_unknown_fix = Añada el registro con el nombre { $entered } en la empresa que gestiona { $servers }.
nameservers_changing_title = Su dominio está cambiando de proveedor de DNS.
nameservers_changing_why = Unos preguntan a { $parent } por { $name }, otros a { $child }.
nameservers_changing_fix = Introduzca los registros en ambos proveedores de DNS. El cambio puede tardar { $span }.
stale_cache_title = { $what ->
    [address] La dirección antigua
    [value] El valor antiguo
   *[answer] La respuesta antigua
} aún se recuerda.
stale_cache_why = { $resolver } guarda una copia de su registro anterior durante el tiempo que este permitía.
stale_cache_fix = Nada que hacer. La última copia desaparece a las { $at }.
stale_cache_latest_fix = Nada que hacer. La última copia debería desaparecer antes de { $at }.
stale_cache_sometime_fix = Nada que hacer. La última copia desaparece sola.
negative_cache_title = { $host ->
    [unknown] Su proveedor
   *[other] { $host }
} lo tiene; algunas copias son antiguas.
negative_cache_why = { $resolver } miró antes de que lo añadiera y recuerda «nada ahí».
negative_cache_fix = Nada que hacer. Vuelve a mirar a las { $at }.
negative_cache_latest_fix = Nada que hacer. Debería volver a mirar antes de { $at }.
negative_cache_sometime_fix = Nada que hacer. Vuelve a mirar solo.

## Hallazgos: el dominio

not_registered_title = Este dominio no está registrado.
not_registered_why = El registro de dominios no conoce { $name }.
not_registered_fix = Compruebe cómo se escribe { $copy }, o regístrelo o renuévelo.
hold_expired_title = Su dominio ha caducado.
hold_expired_why = El registro de { $name } ha terminado.
hold_expired_at_why = El registro de { $name } terminó el { $at }.
hold_expired_fix = { en-registrador } renueve { $copy }. Vuelve en un día.
hold_registrar_title = Su registrador retiene su dominio.
hold_registrar_why = { $name } está registrado, pero desactivado por el registrador.
hold_registrar_fix = Pregunte al registrador por qué { $copy } está retenido. A menudo no se respondió un correo de confirmación de su dirección o no se pagó una factura.
hold_registry_title = El registro de dominios retiene su dominio.
hold_registry_why = { $name } está registrado, pero desactivado por el registro de dominios.
hold_registry_fix = Pregunte a su registrador por qué { $copy } está retenido: solo él puede preguntar al registro.
no_delegation_title = Su dominio no tiene servidores de nombres.
no_delegation_why = El registro de dominios conoce { $name }, pero ningún servidor que responda por él.
no_delegation_fix = { en-registrador } introduzca los servidores de nombres de su proveedor de DNS para { $copy }.
delegation_mismatch_title = Dos listas de servidores de nombres difieren.
delegation_mismatch_parent_why = Solo el registro de dominios indica { $parent }; su proveedor de DNS no.
delegation_mismatch_child_why = Solo su proveedor de DNS indica { $child }; el registro de dominios no.
delegation_mismatch_both_why = Solo el registro de dominios indica { $parent }, solo su proveedor de DNS { $child }.
delegation_mismatch_parent_fix = { en-registrador } quite { $parent } para { $name }.
delegation_mismatch_child_fix = { en-registrador } añada { $child } para { $name }.
delegation_mismatch_both_fix = { en-registrador } quite { $parent } y añada { $child } para { $name }.
dnssec_title = Las firmas de su dominio no concuerdan.
dnssec_why = Los servidores que comprueban firmas (DNSSEC) rechazan { $name }.
dnssec_key_why = El registro de dominios tiene una clave (registro DS) que no es de { $name }.
dnssec_unsigned_why = El registro de dominios dice que { $name } está firmado (DNSSEC), y no lo está.
dnssec_expired_why = Las firmas (DNSSEC) de { $name } caducaron el { $at }.
dnssec_early_why = Las firmas (DNSSEC) de { $name } solo valen a partir de { $at }.
dnssec_key_fix = { en-registrador } elimine la clave (registro DS) de { $copy }.
dnssec_fix = Pida a { el-host } que firme de nuevo { $copy }, o elimine su clave (registro DS) en su registrador.
lame_all_title = Ningún servidor responde por su dominio.
lame_title = Un servidor indicado no conoce su dominio.
lame_why = { $servers } { $count ->
    [1] debería responder por { $name }, y no lo hace.
   *[other] deberían responder por { $name }, y no lo hacen.
}
lame_all_fix = { en-registrador } revise los servidores de nombres de { $copy }.
lame_fix = { en-registrador } quite { $servers }, o haga que lo reparen.
unreachable_title = { $count ->
    [1] Un servidor de su proveedor de DNS guarda silencio.
   *[other] Servidores de su proveedor de DNS guardan silencio.
}
unreachable_why = No hubo respuesta de { $servers } sobre { $name }.
unreachable_fix = De momento, nada que hacer. Si continúa, pregunte a { el-host } por { $servers }.
lookup_failed_title = Nuestra comprobación falló.
lookup_failed_why = Por lo que sabemos, su dominio está bien.
lookup_failed_fix = Nada que hacer. Lo intentamos de nuevo por nuestra cuenta.

## Hallazgos: el certificado

caa_none_title = Su dominio no permite ningún certificado.
caa_only_title = Su dominio solo permite certificados de { $issuer }.
caa_others_title = Su dominio no permite nuestros certificados.
caa_target_title = El destino del registro prohíbe nuestros certificados.
caa_why = Una regla (CAA) en { $name } nos impide obtener uno.
caa_fix = Añada este registro al lado: CAA { $record }.
caa_lookup_title = Una pregunta sobre certificados queda sin respuesta.
caa_lookup_why = { El-host } no dice en { $name } quién puede emitir certificados (CAA), así que nadie lo hará.
caa_lookup_fix = Pida a { el-host } que responda a las preguntas de tipo CAA sobre { $copy }.
caa_critical_title = No se entiende una regla de certificados.
caa_critical_why = La regla (CAA) en { $name } debe cumplirse, y su etiqueta { $tag } es desconocida.
caa_critical_fix = Elimine el registro CAA con la etiqueta { $tag } en { $name }.
caa_malformed_title = No se puede leer una regla de certificados.
caa_malformed_why = La regla (CAA) en { $name } tiene el valor { $value }.
caa_malformed_fix = Cambie el valor a { $clean }, sin comillas ni espacios, o elimine el registro.
caa_malformed_again_fix = Escriba de nuevo el valor sin comillas ni espacios de más, o elimine el registro.
caa_bound_title = Una regla de certificados es para otra cuenta.
caa_bound_why = La regla (CAA) en { $name } fija una cuenta o un modo de comprobación: { $value }.
caa_bound_fix = Si no llega ningún certificado, añada al lado: CAA { $record }.
intercepted_title = Algo responde antes que nosotros.
intercepted_why = Una caché o un proxy{ $server ->
    [unknown] { "" }
   *[other] { " " }({ $server })
} delante de { $name } responde a la comprobación del certificado.
intercepted_fix = Deje pasar { $folder } sin caché ni redirección.
http_refused_why = { $address } rechaza visitas a { $name } por http simple (puerto 80).
http_silent_why = { $address } no responde por { $name } en http simple (puerto 80).
http_ours_title = Nuestro propio servidor no responde.
http_ours_fix = Usted no tiene que hacer nada. Nos estamos ocupando.
http_title = Nada responde en esta dirección{ $family ->
    [v6] { " " }IPv6
   *[v4] { "" }
}.
http_fix = Sustituya { $address } por el valor que se muestra aquí, o abra allí el puerto 80.
redirect_loop_title = Las redirecciones dan vueltas en círculo.
redirect_loop_why = Una visita a { $url } se reenvía una y otra vez, de vuelta a { $at }.
redirect_loop_fix = Quite la redirección en { $at }. Si la hace un proxy, ponga su cifrado en «Full (strict)».
acme_wrong_title = El registro del certificado lleva a otro lugar.
acme_wrong_why = { $name } lleva a { $found }, así que la comprobación no puede pasar.
acme_wrong_fix = Cambie el valor de { $entered } a { $wanted }.
acme_missing_title = El registro del certificado aún no está.
acme_missing_why = Un nombre con asterisco (*) se comprueba a través de { $name }.
acme_missing_fix = Añada un CNAME con el nombre { $entered } y el valor { $wanted }.
acme_leftover_title = Quedan registros de otro certificado.
acme_leftover_why = La comprobación de otro dejó registros { $types } en { $name }.
acme_leftover_fix = Elimine los registros { $types } con el nombre { $entered }, salvo que otro servicio los necesite.
timed_out_title = El certificado tardó demasiado.
timed_out_order_why = No se pudo hacer ningún pedido a tiempo.
timed_out_check_why = La comprobación desde fuera no tuvo respuesta en 3 minutos.
timed_out_issue_why = No llegó ningún certificado a tiempo.
timed_out_deploy_why = El certificado no llegó a tiempo a nuestros servidores.
timed_out_delete_why = El certificado antiguo no se retiró a tiempo.
timed_out_fix = Corrija primero cualquier otro punto que se muestre aquí. Después lo intentamos de nuevo.
rate_limited_title = El certificado tiene que esperar.
rate_limited_own_why = Pedimos solo unos cuantos a la vez, y otros llegaron antes.
rate_limited_ca_why = La autoridad de certificación da solo unos cuantos a la vez.
rate_limited_fix = Nada que hacer. Lo intentamos de nuevo a las { $at }.
rejected_title = La autoridad de certificación lo rechazó.
rejected_why = Sus palabras son: { $words }.
rejected_words = { $detail } ({ $problem })
rejected_fix = Corrija primero lo que indica. { El-servicio } puede ayudarle.
high_risk_title = Este nombre necesita una revisión manual.
high_risk_listed_why = Las autoridades de certificación miran dos veces los nombres conocidos.
high_risk_alike_why = { $name } se parece a un nombre conocido, así que se mira dos veces.
high_risk_refused_why = La autoridad de certificación quiere mirar { $name } más de cerca.
high_risk_fix = Pida { al-servicio } la revisión de { $copy }.
wrong_certificate_title = Aquí responde otro certificado.
wrong_certificate_why = El servidor en { $address } muestra uno para { $names }{ $count ->
    [0] { "" }
   *[other] { " " }y { $count } más
}{ por-emisor }.
wrong_certificate_nameless_why = El servidor en { $address } muestra uno sin nombre{ por-emisor }.
wrong_certificate_untrusted_why = El servidor en { $address } muestra uno en el que los navegadores no confían{ por-emisor }.
por-emisor = { $issuer ->
    [unknown] { "" }
   *[other] { " " }(de { $issuer })
}
wrong_certificate_fix = Si { $copy } es su proveedor anterior, quite { $name } allí.
hsts_title = Los visitantes deben esperar al certificado.
hsts_why = { $name } pide a los navegadores que abran todos los nombres por debajo solo de forma segura.
hsts_fix = Nada que hacer. Se abre en cuanto esté el certificado.
target_broken_title = El destino de su registro no tiene dirección.
target_broken_why = Su registro debe llevar a { $name }, que ahora no lleva a ninguna parte.
origin_title = El sitio detrás de su dominio no responde.
origin_why = Su dominio llega { al-servicio }, cuyo servidor dio el error { $status }.

## Hallazgos: de quién es

taken_title = Este nombre ya está conectado.
taken_why = Otra conexión tiene { $name }, quizá una suya.
taken_fix = Quite { $copy } allí, o añada el registro TXT que se muestra aquí para moverlo.
takeover_title = Quedan registros de una conexión terminada.
takeover_why = En { $name } no se sirve nada y, como aún lleva a nosotros, otros podrían reclamarlo.
takeover_fix = { En-host }, elimine los registros { $types } con el nombre { $entered }.

## El camino a los registros

use_both = Conectarlo con www y sin www
use_both_why = Recomendado: así los visitantes llegan de ambas formas.
move_here = Este dominio es mío: traerlo aquí
move_why = Lo demuestra con un registro. Quien tiene ahora el nombre recibe aviso antes del cambio.
pair_why = Los visitantes pueden escribir este nombre con www o sin él.
pair_add = Conectar también { $name }
pair_other = También: { $name }
analysis_title = Estamos mirando { $domain }
analysis_why = Tarda unos segundos y no cambia nada.
look_zone = Buscando su dominio
look_zone_found = Su dominio es { $zone }
look_zone_none = No se encontró su dominio
look_host = Reconociendo su proveedor de DNS
look_host_unknown = No conocemos por su nombre a su proveedor de DNS
look_records = Leyendo los registros que hay
look_records_none = Aún no hay nada en { $name }
look_records_some = Registros en { $name }: { $count }
look_rules = Leyendo las reglas de certificados (CAA)
look_rules_good = Nuestros certificados están permitidos
look_rules_bad = Una regla de certificados (CAA) debe cambiar
look_rules_unknown = No se pudieron leer las reglas de certificados (CAA)
look_conflicts = Buscando lo que estorba
look_conflicts_none = Nada estorba
look_conflicts_some = Registros que borrar primero: { $count }
full_names = Mostrar nombres completos
full_names_why = si su proveedor de DNS no añade { $zone } por sí mismo
print = Imprimir
send = Enviar a un compañero
send_why = Verá estos registros y podrá comprobarlos, nada más. El enlace vale 30 días.
send_make = Crear un enlace
send_ready = El enlace está listo. Páselo solo a quien pueda ver estos registros.
send_mail = Escribir un correo
mail_subject = Registros DNS para { $domain }
mail_please = Hola, añada por favor estos registros DNS para { $domain }:
mail_link = Aquí están listos para copiar, y se ve cuándo son correctos: { $link }
clear_pill = Por borrar
clear_mail = Conserve los registros de correo (MX): no estorban.
compared = Vemos
compared_surplus = sobra:
compared_missing = falta:
compared_legend = Tachado: sobra. Subrayado: falta.
check_running = Estamos preguntando a los servidores; algunos tardan.
check_failed = Ahora no ha funcionado. Por lo que sabemos, su dominio está bien.
leave = Puede cerrar esta página. Seguimos comprobando, y { $tenant } sabrá cuándo está activo.
